import { useState } from 'react';
import type { JsonValue } from '@backstage/types';
import { Button, Text } from '@backstage/ui';
import { useWords } from '../../words';
import { FieldDescription } from '../field/FieldDescription';
import { useFieldName } from '../field/FieldName';
import type { FieldProps } from '../field/FieldProps';
import { asObject } from '../../values';
import {
  type FormData,
  type FormSchema,
  type PresenceOptions,
} from '../field/FormSchema';
import { Presence } from '../presence';
import { complete, useSpecPage, fieldOfValues, withoutDefaults } from '../spec';
import { withTextWidgets } from '../text/withTextWidgets';
import styles from './KratixMap.module.css';
import { MapRowFields } from './MapRowFields';
import { toMap, toRows, updateRows, type MapRow } from './mapRows';

/** A map from keys to values, one row each. */
export function KratixMap(fieldProps: FieldProps<PresenceOptions>) {
  const props = useSpecPage(fieldProps);
  const { formData, name, onChange, schema, idSchema } = props;
  const [known, setKnown] = useState(() => toRows(formData));
  const rows = updateRows(known, formData);
  const { schema: valueSchema, uiSchema } = fieldOfValues({
    schema: fieldProps.schema as FormSchema,
    uiSchema: props.uiSchema,
  });
  const t = useWords();
  const title = schema.title ?? name;
  const fullName = useFieldName(idSchema.$id, title);
  const descriptionId = `${idSchema.$id}-map-description`;

  const change = (next: MapRow[]) => {
    setKnown(next);
    onChange(toMap(next) as JsonValue);
  };
  const completed = (value: FormData) =>
    complete({ schema: valueSchema, uiSchema, value });
  const add = () => {
    const id = Math.max(-1, ...rows.map(row => row.id)) + 1;
    change([...rows, { id, key: '', value: completed(undefined) }]);
  };

  return (
    <Presence
      {...props}
      added={{}}
      draw={hasTitle => (
        <div
          role="group"
          aria-label={hasTitle ? undefined : title}
          className={styles.map}
        >
          {!hasTitle && (
            <>
              <Text
                as="h4"
                variant="body-medium"
                weight="bold"
                className={styles.title}
              >
                {title}
              </Text>
              <FieldDescription id={descriptionId} schema={schema} />
            </>
          )}
          {rows.map((row, index) => (
            <MapRowFields
              key={row.id}
              field={props}
              label={t('form.map.row', {
                title: fullName,
                number: String(index + 1),
              })}
              row={row}
              rows={rows}
              schema={withoutDefaults(valueSchema)}
              uiSchema={withTextWidgets(valueSchema, uiSchema, t)}
              onChange={changed =>
                change(
                  rows.map(each =>
                    each.id === row.id
                      ? { ...changed, value: completedIf(changed.value) }
                      : each,
                  ),
                )
              }
              onRemove={() => change(rows.filter(({ id }) => id !== row.id))}
            />
          ))}
          <Button
            variant="secondary"
            onPress={add}
            isDisabled={props.disabled || props.readonly}
            aria-label={t('form.map.addTo', { title: fullName })}
          >
            {t('form.map.add')}
          </Button>
        </div>
      )}
    />
  );

  /** Only objects and lists have parts to complete. */
  function completedIf(value: FormData): FormData {
    return Array.isArray(value) || asObject(value) ? completed(value) : value;
  }
}
