import type { FieldProps } from '../FieldProps';
import styles from './textField.module.css';

/** What every field of ours has that is one line of text, whatever is made of the text. */
export function textFieldProps<TOptions>(props: FieldProps<TOptions>) {
  const { idSchema, schema, name, uiSchema } = props;
  const descriptionId = `${idSchema.$id}-value-description`;
  return {
    className: styles.field,
    descriptionId,
    input: {
      id: idSchema.$id,
      label: schema.title ?? name,
      'aria-describedby': schema.description && descriptionId,
      placeholder: uiSchema['ui:placeholder'],
      isRequired: props.required,
      isDisabled: props.disabled,
      isReadOnly: props.readonly,
      isInvalid: props.rawErrors.length > 0,
      validationBehavior: 'aria' as const,
    },
  };
}
