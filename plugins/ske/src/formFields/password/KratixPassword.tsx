import type { JsonValue } from '@backstage/types';
import { Button, PasswordField, TextField } from '@backstage/ui';
import { useEffect, useRef, type ClipboardEvent } from 'react';
import { useWords } from '../../words';
import { FieldDescription } from '../field/FieldDescription';
import { useFieldName } from '../field/FieldName';
import type { FieldProps } from '../field/FieldProps';
import type { FormSchema, PresenceOptions } from '../field/FormSchema';
import { NullCheckbox } from '../presence';
import { acceptsEmptyText } from '../text/acceptsEmptyText';
import { EmptyTextCheckbox } from '../text/EmptyTextCheckbox';
import { hasLineBreak, insertInto, linesOf } from '../text/pastedLines';
import { textFieldProps } from '../text/textFieldProps';

/** A text that is hidden while it is typed. The scaffolder's own widget shows a warning that is meant for authors of Templates, and that users can do nothing about. */
export function KratixPassword(props: FieldProps<PresenceOptions>) {
  const { formData, schema, uiSchema, name, onChange } = props;
  const t = useWords();
  const fullName = useFieldName(props.idSchema.$id, schema.title ?? name);
  const { className, descriptionId, input } = textFieldProps(props, t);
  const change = (next: string | undefined) => onChange(next as JsonValue);
  const hasLines = hasLineBreak(formData);
  // Another input takes the place of the one that had the focus, or of the button.
  const isReplaced = useRef(false);
  useEffect(() => {
    if (isReplaced.current) {
      isReplaced.current = false;
      document.getElementById(input.id)?.focus();
    }
  }, [hasLines, input.id]);
  const replace = (next: string | undefined) => {
    isReplaced.current = true;
    change(next);
  };
  const paste = (event: ClipboardEvent<HTMLElement>) => {
    const lines = linesOf(event);
    const { target } = event;
    if (lines !== undefined && target instanceof HTMLInputElement) {
      event.preventDefault();
      replace(insertInto(target, lines));
    }
  };
  const isEmptyOffered =
    formData === '' || (formData === undefined && props.rawErrors.length > 0);
  return (
    <div className={className} onPaste={paste}>
      {hasLines ? (
        <>
          {/* An input of the browser would drop the line breaks of the text as soon as the user types in it. */}
          <TextField
            {...input}
            value={t('form.password.lines', {
              lines: String(String(formData).split(/\r\n|[\r\n]/).length),
            })}
            isReadOnly
          />
          <Button
            variant="secondary"
            size="small"
            onPress={() => replace(undefined)}
            isDisabled={props.disabled || props.readonly}
            aria-label={t('form.password.removeOf', { field: fullName })}
          >
            {t('form.password.remove')}
          </Button>
        </>
      ) : (
        <PasswordField
          {...input}
          isRequired={props.required && formData !== ''}
          value={typeof formData === 'string' ? formData : ''}
          onChange={next => change(next === '' ? undefined : next)}
          // Browsers must not fill in the user's own password.
          autoComplete="new-password"
        />
      )}
      {isEmptyOffered && acceptsEmptyText(schema as FormSchema) && (
        <EmptyTextCheckbox
          label={fullName}
          value={formData}
          onChange={change}
          isDisabled={props.disabled}
          isReadOnly={props.readonly}
        />
      )}
      <FieldDescription id={descriptionId} schema={schema} />
      {uiSchema['ui:options']?.nullable && <NullCheckbox {...props} />}
    </div>
  );
}
