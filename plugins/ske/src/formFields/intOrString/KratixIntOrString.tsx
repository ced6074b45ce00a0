import { useState } from 'react';
import type { JsonValue } from '@backstage/types';
import { Text, TextField } from '@backstage/ui';
import { useWords } from '../../words';
import { FieldDescription } from '../field/FieldDescription';
import type { FieldProps } from '../field/FieldProps';
import type { PresenceOptions } from '../field/FormSchema';
import { NullCheckbox } from '../presence';
import { textFieldProps } from '../text/textFieldProps';
import type { TextOptions } from '../text/TextWidget';
import { readIntOrString, writeIntOrString } from './intOrStringText';

/** A number or text in one text field. */
export function KratixIntOrString(
  props: FieldProps<PresenceOptions & TextOptions>,
) {
  const { formData, schema, uiSchema } = props;
  const [text, setText] = useState(() => writeIntOrString(formData));
  const shown =
    readIntOrString(text) === formData ? text : writeIntOrString(formData);
  const { absent, nullable } = uiSchema['ui:options'] ?? {};
  const t = useWords();
  const { className, descriptionId, input } = textFieldProps(props, t);
  return (
    <div className={className}>
      <TextField
        {...input}
        value={shown}
        onChange={next => {
          setText(next);
          props.onChange(readIntOrString(next) as JsonValue);
        }}
      />
      {isNumberAsText(formData, shown) && (
        <Text as="p" variant="body-small" color="secondary">
          {t('form.intOrString.text')}
        </Text>
      )}
      {formData === undefined && absent !== undefined && (
        <Text as="p" variant="body-small" color="secondary">
          {t('form.absent', { value: absent })}
        </Text>
      )}
      <FieldDescription id={descriptionId} schema={schema} />
      {nullable && <NullCheckbox {...props} />}
    </div>
  );
}

/** Whether a text looks like a number, and the user did not put it in quotes. */
function isNumberAsText(value: JsonValue | undefined, shown: string): boolean {
  return (
    typeof value === 'string' &&
    value === shown &&
    value.trim() !== '' &&
    Number.isFinite(Number(value))
  );
}
