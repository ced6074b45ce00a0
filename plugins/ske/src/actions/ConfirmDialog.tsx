import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
  TextField,
} from '@backstage/ui';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { useWords } from '../words';
import styles from './dialogs.module.css';

/**
 * Asks the user to type a text before something is deleted. It stays open while it is sent, and with the error if it fails.
 *
 * Render it only while it is open, so that it starts empty each time.
 */
export function ConfirmDialog(props: {
  title: string;
  /** What the user has to type. */
  expected: string;
  /** The label of the button that deletes. */
  confirm: string;
  isBusy: boolean;
  /** What will happen, and why the last attempt failed. */
  children?: ReactNode;
  onConfirm(): void;
  onClose(): void;
}) {
  const { title, expected, confirm, isBusy, children } = props;
  const t = useWords();
  const [typed, setTyped] = useState('');
  const [isWrong, setWrong] = useState(false);
  const formId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isRight = typed.trim() === expected;
    setWrong(!isRight);
    if (isRight && !isBusy) {
      props.onConfirm();
    }
  };
  return (
    <Dialog
      isOpen
      isDismissable={!isBusy}
      isKeyboardDismissDisabled={isBusy}
      width="min(40rem, 100%)"
      onOpenChange={isOpen => {
        if (!isOpen && !isBusy) {
          props.onClose();
        }
      }}
    >
      <DialogHeader>{title}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          {children}
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
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onClose}>
          {t('actions.cancel')}
        </Button>
        <Button
          variant="primary"
          destructive
          type="submit"
          form={formId}
          isPending={isBusy}
        >
          {confirm}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
