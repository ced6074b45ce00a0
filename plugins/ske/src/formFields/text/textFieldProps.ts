import type { Words } from '../../words';
import type { FieldProps } from '../field/FieldProps';
import styles from './textField.module.css';

/** The common props of all fields with one line of text. */
export function textFieldProps<TOptions>(
  props: FieldProps<TOptions>,
  t: Words,
) {
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
      ...(props.required && { secondaryLabel: t('form.mark.required') }),
      isDisabled: props.disabled,
      isReadOnly: props.readonly,
      isInvalid: props.rawErrors.length > 0,
      validationBehavior: 'aria' as const,
    },
  };
}
