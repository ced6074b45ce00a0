import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import { useId, type ReactNode } from 'react';
import { ToneNotice } from '../parts';
import { useWords } from '../words';
import styles from './dialogs.module.css';
import { TypedConfirmation } from './TypedConfirmation';

/**
 * Asks the user to type a text before something is deleted. The dialog stays open while the deletion is sent, and shows the error if the deletion fails.
 *
 * Render the dialog only while it is open, so that it starts empty each time.
 */
export function ConfirmDialog(props: {
  title: string;
  /** What the user has to type. */
  expected: string;
  /** The label of the button that deletes. */
  confirm: string;
  isBusy: boolean;
  /** Why the user can no longer confirm the deletion. */
  obstacle?: string;
  /** What will happen, and why the last attempt failed. */
  children?: ReactNode;
  onConfirm(): void;
  onClose(): void;
}) {
  const { title, expected, confirm, isBusy, obstacle, children } = props;
  const t = useWords();
  const formId = useId();
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
          <div role="status">
            {obstacle !== undefined && (
              <ToneNotice tone="attention">{obstacle}</ToneNotice>
            )}
          </div>
          {obstacle === undefined && (
            <TypedConfirmation
              formId={formId}
              expected={expected}
              isBusy={isBusy}
              onConfirm={props.onConfirm}
            />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onClose}>
          {t(obstacle === undefined ? 'actions.cancel' : 'actions.close')}
        </Button>
        {obstacle === undefined && (
          <Button
            variant="primary"
            destructive
            type="submit"
            form={formId}
            isPending={isBusy}
          >
            {confirm}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
