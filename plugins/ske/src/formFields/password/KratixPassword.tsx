import type { JsonValue } from '@backstage/types';
import { PasswordField } from '@backstage/ui';
import { FieldDescription } from '../FieldDescription';
import type { FieldProps } from '../FieldProps';
import styles from './KratixPassword.module.css';

/**
 * A text that is hidden while it is typed. The scaffolder's own widget tells the person who fills in the form how its author should have
 * written the Template.
 */
export function KratixPassword(props: FieldProps) {
  const { formData, idSchema, schema, name, uiSchema } = props;
  const descriptionId = `${idSchema.$id}-value-description`;
  return (
    <div className={styles.field}>
      <PasswordField
        id={idSchema.$id}
        label={schema.title ?? name}
        aria-describedby={schema.description && descriptionId}
        value={typeof formData === 'string' ? formData : ''}
        placeholder={uiSchema['ui:placeholder']}
        onChange={next =>
          props.onChange((next === '' ? undefined : next) as JsonValue)
        }
        // No password of the person who types.
        autoComplete="new-password"
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
