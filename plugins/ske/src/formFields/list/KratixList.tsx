import type { JsonValue } from '@backstage/types';
import { useWords } from '../../words';
import type { FieldProps } from '../field/FieldProps';
import { asObject } from '../../values';
import {
  asUiSchema,
  isMultiSelect,
  isOfType,
  type FormSchema,
  type PresenceOptions,
  type UiSchema,
} from '../field/FormSchema';
import { Presence } from '../presence';
import { useSpecPage } from '../spec';

/** A list that can be absent. The form renders its entries. */
export function KratixList(fieldProps: FieldProps<PresenceOptions>) {
  const props = useSpecPage(fieldProps);
  const { ArrayField } = props.registry.fields;
  const t = useWords();
  const { formData, onChange, schema, uiSchema } = props;
  const { 'ui:field': _, 'ui:options': options, ...shown } = uiSchema;
  const isChoice = isMultiSelect(schema as FormSchema);
  const list = Array.isArray(formData) ? formData : [];

  const change: typeof onChange = (next, ...rest) => {
    const isGrown = Array.isArray(next) && next.length > list.length;
    onChange(
      isGrown && !isChoice
        ? // The form has filled in the optional properties of a new entry. The page decides which of them are present.
          next.map(entry =>
            list.includes(entry) ? entry : (undefined as unknown as JsonValue),
          )
        : next,
      ...rest,
    );
  };
  return (
    <Presence
      {...props}
      added={isChoice ? [] : [undefined as unknown as JsonValue]}
      draw={hasTitle => (
        <ArrayField
          {...props}
          onChange={change}
          schema={
            hasTitle ? { ...schema, description: undefined } : props.schema
          }
          uiSchema={
            withEntryTitle(
              schema as FormSchema,
              hasTitle ? { ...shown, 'ui:options': { label: false } } : shown,
              t('form.list.entry'),
            ) as typeof uiSchema
          }
        />
      )}
    />
  );
}

/** The form calls a text or number in a list `hosts-0`. */
function withEntryTitle(
  schema: FormSchema,
  uiSchema: UiSchema,
  title: string,
): UiSchema {
  const items = asObject(schema.items) ?? {};
  const isPlain = !isOfType(items, 'object') && !isOfType(items, 'array');
  return isPlain && items.title === undefined && !isMultiSelect(schema)
    ? {
        ...uiSchema,
        items: { 'ui:title': title, ...asUiSchema(uiSchema.items) },
      }
    : uiSchema;
}
