import type { JsonValue } from '@backstage/types';
import { PasswordField } from '@backstage/ui';
import { FieldDescription } from '../FieldDescription';
import type { FieldProps } from '../FieldProps';
import type { PresenceOptions } from '../FormSchema';
import { NullCheckbox } from '../presence';
import { textFieldProps } from '../text/textFieldProps';

/**
 * A text that is hidden while it is typed. The scaffolder's own widget shows a warning for authors of Templates, which the user can do nothing about.
 */
export function KratixPassword(props: FieldProps<PresenceOptions>) {
  const { formData, schema, uiSchema } = props;
  const { className, descriptionId, input } = textFieldProps(props);
  return (
    <div className={className}>
      <PasswordField
        {...input}
        value={typeof formData === 'string' ? formData : ''}
        onChange={next =>
          props.onChange((next === '' ? undefined : next) as JsonValue)
        }
        // Browsers must not fill in the user's own password.
        autoComplete="new-password"
      />
      <FieldDescription id={descriptionId} schema={schema} />
      {uiSchema['ui:options']?.nullable && <NullCheckbox {...props} />}
    </div>
  );
}
