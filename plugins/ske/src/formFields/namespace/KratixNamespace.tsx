import type { FieldProps } from '../field/FieldProps';
import { useListedNamespaces } from './useListedNamespaces';

/**
 * A text field that proposes the namespaces that the user may list. The user can also enter another one, because listing namespaces is a right of its
 * own.
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
