import type { JsonValue } from '@backstage/types';
import { Radio, RadioGroup } from '@backstage/ui';
import { useWords } from '../../words';
import { FieldDescription } from '../field/FieldDescription';
import type { FieldProps } from '../field/FieldProps';
import type { PresenceOptions } from '../field/FormSchema';

/** Offers Yes, No and "not set", because an untouched checkbox cannot represent "not set". */
export function KratixBoolean(props: FieldProps<PresenceOptions>) {
  const { formData, idSchema, name, onChange, schema, uiSchema } = props;
  const descriptionId = `${idSchema.$id}-value-description`;
  const t = useWords();
  const values: Record<string, JsonValue | undefined> = {
    [t('form.boolean.notSet')]: undefined,
    [t('form.boolean.yes')]: true,
    [t('form.boolean.no')]: false,
    ...(uiSchema['ui:options']?.nullable && {
      [t('form.boolean.null')]: null,
    }),
  };
  const [selected] =
    Object.entries(values).find(([, value]) => value === formData) ?? [];
  return (
    <>
      <RadioGroup
        label={schema.title ?? name}
        orientation="horizontal"
        value={selected ?? null}
        onChange={word => onChange(values[word] as JsonValue)}
        isDisabled={props.disabled}
        isReadOnly={props.readonly}
        aria-describedby={schema.description && descriptionId}
      >
        {Object.keys(values).map(word => (
          <Radio key={word} value={word}>
            {word}
          </Radio>
        ))}
      </RadioGroup>
      <FieldDescription id={descriptionId} schema={schema} />
    </>
  );
}
