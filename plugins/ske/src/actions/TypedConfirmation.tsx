import { Text, TextField } from '@backstage/ui';
import { useState, type FormEvent } from 'react';
import { useWords } from '../words';
import styles from './dialogs.module.css';

/** A form in which the user types a text before something is deleted. The submit button is in the dialog and refers to the form by its id. */
export function TypedConfirmation(props: {
  formId: string;
  /** What the user has to type. */
  expected: string;
  isBusy?: boolean;
  onConfirm(): void;
}) {
  const { formId, expected, isBusy = false, onConfirm } = props;
  const t = useWords();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isRight = typed.trim() === expected;
    setWrong(!isRight);
    if (isRight && !isBusy) {
      onConfirm();
    }
  };
  return (
    <form id={formId} onSubmit={submit} className={styles.form}>
      <TextField
        label={t('actions.confirm.label', { text: expected })}
        value={typed}
        onChange={value => {
          setTyped(value);
          setWrong(false);
        }}
        isInvalid={isWrong}
        autoComplete="off"
        spellCheck="false"
        isReadOnly={isBusy}
      />
      <div role="status">
        {isWrong && (
          <Text as="p" className={styles.wrong}>
            {t('actions.confirm.wrong', { text: expected })}
          </Text>
        )}
      </div>
    </form>
  );
}
