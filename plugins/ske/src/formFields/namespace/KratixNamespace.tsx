import type { FieldProps } from '../field/FieldProps';
import { useListedNamespaces } from './useListedNamespaces';

/**
 * A text field that proposes the namespaces that the user may list. The user can also enter another namespace, because a user who may create requests in
 * a namespace need not have the right to list namespaces.
 */
export function KratixNamespace(props: FieldProps) {
  const { schema, uiSchema } = props;
  const { StringField } = props.registry.fields;
  const { 'ui:field': _, ...shown } = uiSchema;
  const namespaces = useListedNamespaces();
  return (
    <StringField
      {...props}
      // The form's own text field proposes the examples of a schema.
      schema={{ ...schema, examples: namespaces }}
      uiSchema={shown as typeof uiSchema}
    />
  );
}
