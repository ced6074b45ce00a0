import type { JsonValue } from '@backstage/types';
import { PasswordField, Text } from '@backstage/ui';
import { useState, type ClipboardEvent } from 'react';
import { useWords } from '../../words';
import { FieldDescription } from '../field/FieldDescription';
import type { FieldProps } from '../field/FieldProps';
import type { PresenceOptions } from '../field/FormSchema';
import { NullCheckbox } from '../presence';
import { hasSeveralLines } from '../text/hasSeveralLines';
import { textFieldProps } from '../text/textFieldProps';

/**
 * A text that is hidden while it is typed. The scaffolder's own widget shows a warning for authors of Templates, which the user can do nothing about.
 */
export function KratixPassword(props: FieldProps<PresenceOptions>) {
  const { formData, schema, uiSchema } = props;
  const { className, descriptionId, input } = textFieldProps(props);
  const t = useWords();
  const [isRefused, setIsRefused] = useState(false);
  // The browser would drop the line breaks, and the user cannot see that.
  const refuseLines = (event: ClipboardEvent) => {
    const hasLines = hasSeveralLines(event.clipboardData.getData('text/plain'));
    setIsRefused(hasLines);
    if (hasLines) {
      event.preventDefault();
    }
  };
  return (
    <div className={className} onPaste={refuseLines}>
      <PasswordField
        {...input}
        value={typeof formData === 'string' ? formData : ''}
        onChange={next => {
          setIsRefused(false);
          props.onChange((next === '' ? undefined : next) as JsonValue);
        }}
        // Browsers must not fill in the user's own password.
        autoComplete="new-password"
      />
      {isRefused && (
        <Text as="p" role="alert" variant="body-small" color="danger">
          {t('form.password.oneLine')}
        </Text>
      )}
      <FieldDescription id={descriptionId} schema={schema} />
      {uiSchema['ui:options']?.nullable && <NullCheckbox {...props} />}
    </div>
  );
}
