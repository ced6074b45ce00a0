import type { FieldProps } from '../FieldProps';
import { asUiSchema, type FormSchema, type UiSchema } from '../FormSchema';
import type { KratixObjectOptions } from './KratixObjectOptions';

/**
 * Some of the fields of an object, as the form draws them for any object.
 *
 * @param props - `always` makes them present without a switch of their own
 */
export function ObjectFields(
  props: FieldProps<KratixObjectOptions> & {
    names: string[];
    hasTitle: boolean;
    always?: boolean;
  },
) {
  const { names, hasTitle, always, ...objectProps } = props;
  const { ObjectField } = props.registry.fields;
  const { 'ui:field': _, 'ui:options': options, ...fields } = props.uiSchema;
  const schema = props.schema as FormSchema;
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).filter(([name]) =>
      names.includes(name),
    ),
  );
  const shown: UiSchema = { ...fields };
  if (always) {
    names.forEach(name => {
      shown[name] = asPresent(asUiSchema(shown[name]));
    });
  }
  if (!hasTitle) {
    shown['ui:label'] = false;
  }
  if (!hasTitle && names.length === 0) {
    return null;
  }
  return (
    <ObjectField
      {...objectProps}
      schema={{ ...schema, properties } as typeof props.schema}
      uiSchema={shown as typeof props.uiSchema}
    />
  );
}

function asPresent(uiSchema: UiSchema): UiSchema {
  const { optional: _, ...options } = asUiSchema(uiSchema['ui:options']);
  return { ...uiSchema, 'ui:options': options };
}
