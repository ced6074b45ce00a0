import type { JSONSchema7 } from 'json-schema';
import { Button } from '@backstage/ui';
import { focusBefore } from '../../parts';
import { useWords, type Words } from '../../words';
import { EntryName } from '../field/FieldName';
import { isInherited } from '../field/inheritedKeys';
import type { FieldProps } from '../field/FieldProps';
import {
  asUiSchema,
  type FormSchema,
  type PresenceOptions,
  type UiSchema,
} from '../field/FormSchema';
import styles from './KratixMap.module.css';
import { isRepeated, type MapRow } from './mapRows';

/** The key and the value of one row. */
export function MapRowFields(props: {
  field: FieldProps<PresenceOptions>;
  label: string;
  row: MapRow;
  rows: MapRow[];
  schema: FormSchema;
  uiSchema: UiSchema;
  onChange(row: MapRow): void;
  onRemove(): void;
}) {
  const { field, label, row, rows, schema, uiSchema, onChange } = props;
  const { disabled, readonly, registry, idSchema, errorSchema } = field;
  const { SchemaField } = registry.fields;
  const t = useWords();
  const id = `${idSchema.$id}_row${row.id}`;
  const valueSchema = {
    ...schema,
    title: schema.title ?? t('form.map.value'),
  } as JSONSchema7;
  const isSubmitted = field.rawErrors.length > 0;
  const keyError = problemWithKey(t, row, rows, isSubmitted);
  const isValueMissing = isSubmitted && row.value === undefined;
  return (
    <div role="group" aria-label={label} className={styles.row}>
      <div className={styles.key}>
        <SchemaField
          {...field}
          name="key"
          required={false}
          schema={{ type: 'string', title: t('form.map.key') }}
          uiSchema={{ 'ui:emptyValue': '' } as typeof field.uiSchema}
          formData={row.key}
          onChange={key => onChange({ ...row, key: String(key ?? '') })}
          idSchema={{ $id: `${id}_key` } as typeof idSchema}
          errorSchema={undefined}
          rawErrors={undefined}
        />
        <div id={`${id}_key-error`} aria-live="polite" className={styles.error}>
          {keyError}
        </div>
      </div>
      <div className={styles.value}>
        <EntryName id={`${id}_value`} name={label}>
          <SchemaField
            {...field}
            name="value"
            // An empty text is a value too, so the browser must not require an entry.
            required={false}
            schema={valueSchema}
            uiSchema={withEmptyText(schema, uiSchema) as typeof field.uiSchema}
            formData={row.value}
            onChange={value => onChange({ ...row, value })}
            idSchema={registry.schemaUtils.toIdSchema(
              valueSchema,
              `${id}_value`,
              row.value,
            )}
            errorSchema={errorsOf(errorSchema, row.key)}
            rawErrors={undefined}
          />
        </EntryName>
        {isValueMissing && (
          <div className={styles.error}>{t('form.map.valueMissing')}</div>
        )}
      </div>
      <Button
        variant="tertiary"
        className={styles.remove}
        onPress={({ target }) => {
          focusBefore(target.closest('[role="group"]'));
          props.onRemove();
        }}
        isDisabled={disabled || readonly}
        aria-label={t('form.list.remove', { name: label })}
      >
        {t('form.map.remove')}
      </Button>
    </div>
  );
}

function problemWithKey(
  t: Words,
  row: MapRow,
  rows: MapRow[],
  isSubmitted: boolean,
): string | undefined {
  if (isInherited(row.key)) {
    return t('form.inheritedKey', { key: row.key });
  }
  if (isRepeated(row, rows)) {
    return t('form.map.keyRepeated');
  }
  return isSubmitted && row.key === '' ? t('form.map.keyMissing') : undefined;
}

function errorsOf(
  errorSchema: FieldProps['errorSchema'],
  key: string,
): FieldProps['errorSchema'] {
  const errors = (errorSchema ?? {}) as Record<
    string,
    FieldProps['errorSchema']
  >;
  return Object.hasOwn(errors, key) ? errors[key] : undefined;
}

/**
 * If the user types a text and removes it, the value is the empty string, which is valid for a Kubernetes label. If the user types nothing, the value is
 * missing.
 */
function withEmptyText(schema: FormSchema, uiSchema: UiSchema): UiSchema {
  return schema.type === 'string' && schema.enum === undefined
    ? {
        'ui:emptyValue': '',
        ...uiSchema,
        'ui:options': {
          offersEmpty: true,
          ...asUiSchema(uiSchema['ui:options']),
        },
      }
    : uiSchema;
}
