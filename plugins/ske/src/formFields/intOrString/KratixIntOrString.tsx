import { useState } from 'react';
import type { JsonValue } from '@backstage/types';
import { TextField } from '@backstage/ui';
import { FieldDescription } from '../FieldDescription';
import type { FieldProps } from '../FieldProps';
import { readIntOrString, writeIntOrString } from './intOrStringText';
import styles from './KratixIntOrString.module.css';

/** A number or text, in one text field. */
export function KratixIntOrString(props: FieldProps) {
  const { formData, idSchema, schema, name, uiSchema } = props;
  const [text, setText] = useState(() => writeIntOrString(formData));
  const shown =
    readIntOrString(text) === formData ? text : writeIntOrString(formData);
  const descriptionId = `${idSchema.$id}-value-description`;
  return (
    <div className={styles.field}>
      <TextField
        id={idSchema.$id}
        label={schema.title ?? name}
        aria-describedby={schema.description && descriptionId}
        value={shown}
        placeholder={uiSchema['ui:placeholder']}
        onChange={next => {
          setText(next);
          props.onChange(readIntOrString(next) as JsonValue);
        }}
        isRequired={props.required}
        isDisabled={props.disabled}
        isReadOnly={props.readonly}
        isInvalid={props.rawErrors.length > 0}
        validationBehavior="aria"
      />
      <FieldDescription id={descriptionId} schema={schema} />
    </div>
  );
}
