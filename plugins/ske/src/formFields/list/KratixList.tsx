import type { JsonValue } from '@backstage/types';
import { useMemo } from 'react';
import { useWords } from '../../words';
import type { FieldProps } from '../field/FieldProps';
import {
  isMultiSelect,
  isOfType,
  type FormSchema,
  type PresenceOptions,
} from '../field/FormSchema';
import { Presence } from '../presence';
import { useSpecPage } from '../spec';

/** A list that can be absent. The form renders its entries. */
export function KratixList(fieldProps: FieldProps<PresenceOptions>) {
  const props = useSpecPage(fieldProps);
  const { ArrayField } = props.registry.fields;
  const registry = useMemo(
    () => withEntryField(props.registry),
    [props.registry],
  );
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
          registry={registry}
          uiSchema={
            (hasTitle
              ? { ...shown, 'ui:options': { label: false } }
              : shown) as typeof uiSchema
          }
        />
      )}
    />
  );
}

type Registry = FieldProps['registry'];

function withEntryField(registry: Registry): Registry {
  return {
    ...registry,
    fields: { ...registry.fields, ArraySchemaField: Entry as never },
  };
}

/**
 * Draws an entry of a list with its number. The form would call the entries of a list of texts or numbers `hosts-0`, or give all of them the same title. An object has
 * a heading around it.
 */
function Entry(props: FieldProps & { index: number }) {
  const { index, schema } = props;
  const registry = useMemo(
    () => withoutEntryField(props.registry),
    [props.registry],
  );
  const t = useWords();
  const { SchemaField } = registry.fields;
  const ofType = (type: string) => isOfType(schema as FormSchema, type);
  const isPlain = !ofType('object') && !ofType('array');
  const title = `${schema.title ?? t('form.list.entry')} ${index + 1}`;
  return (
    <SchemaField
      {...props}
      registry={registry}
      schema={isPlain ? { ...schema, title } : schema}
    />
  );
}

/** A list in an entry numbers its own entries. */
function withoutEntryField(registry: Registry): Registry {
  const { ArraySchemaField: _, ...fields } = registry.fields;
  return { ...registry, fields };
}
