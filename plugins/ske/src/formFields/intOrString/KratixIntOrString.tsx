import { useState } from 'react';
import type { JsonValue } from '@backstage/types';
import { TextField } from '@backstage/ui';
import { FieldDescription } from '../field/FieldDescription';
import type { FieldProps } from '../field/FieldProps';
import type { PresenceOptions } from '../field/FormSchema';
import { NullCheckbox } from '../presence';
import { textFieldProps } from '../text/textFieldProps';
import { readIntOrString, writeIntOrString } from './intOrStringText';

/** A number or text in one text field. */
export function KratixIntOrString(props: FieldProps<PresenceOptions>) {
  const { formData, schema, uiSchema } = props;
  const [text, setText] = useState(() => writeIntOrString(formData));
  const shown =
    readIntOrString(text) === formData ? text : writeIntOrString(formData);
  const { className, descriptionId, input } = textFieldProps(props);
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
      <FieldDescription id={descriptionId} schema={schema} />
      {uiSchema['ui:options']?.nullable && <NullCheckbox {...props} />}
    </div>
  );
}
