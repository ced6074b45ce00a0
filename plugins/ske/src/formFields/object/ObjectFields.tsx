import type { FieldProps } from '../field/FieldProps';
import { asObject } from '../../values';
import {
  asUiSchema,
  isOfType,
  type FormSchema,
  type UiSchema,
} from '../field/FormSchema';
import type { Choice, KratixObjectOptions } from './KratixObjectOptions';

/**
 * Renders some of the fields of an object, as the form does for any object.
 *
 * @param props - `branch` is the choice to which the fields belong: the fields are present without a switch, and the heading of the choice is their heading
 */
export function ObjectFields(
  props: FieldProps<KratixObjectOptions> & {
    names: string[];
    hasTitle: boolean;
    branch?: Choice;
  },
) {
  const { names, hasTitle, branch, ...objectProps } = props;
  const { ObjectField } = props.registry.fields;
  const { 'ui:field': _, 'ui:options': options, ...fields } = props.uiSchema;
  const schema = props.schema as FormSchema;
  const properties = Object.fromEntries(
    Object.entries(schema.properties ?? {}).filter(([name]) =>
      names.includes(name),
    ),
  );
  const shown: UiSchema = { ...fields };
  if (branch) {
    names.forEach(name => {
      shown[name] = asPresent(
        asUiSchema(shown[name]),
        isHeadedBy(branch, asObject(properties[name]) ?? {}),
      );
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

/** Whether the heading of a branch is already the title of its only field. */
export function isHeadedBy(
  { title, fields }: Choice,
  property: FormSchema,
): boolean {
  return (
    fields.length === 1 &&
    property.title === title &&
    (isOfType(property, 'object') || isOfType(property, 'array'))
  );
}

function asPresent(uiSchema: UiSchema, isHeaded: boolean): UiSchema {
  const { optional: _, ...options } = asUiSchema(uiSchema['ui:options']);
  return {
    ...uiSchema,
    'ui:options': { ...options, ...(isHeaded && { label: false }) },
  };
}
