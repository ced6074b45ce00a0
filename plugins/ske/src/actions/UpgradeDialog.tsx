import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { RelativeTime, Tag } from '../parts';
import { useWords } from '../words';
import styles from './dialogs.module.css';
import type { Revision } from './listRevisions';

/** Follows each new version of the Promise. */
const LATEST = 'latest';

/** Lets the user choose the version of a request. Render it only while it is open. */
export function UpgradeDialog(props: {
  name: string;
  revisions: readonly Revision[];
  /** The version that the request has. */
  applied?: string;
  /** The version that the ResourceBinding of the request asks for. */
  wanted?: string;
  isBusy: boolean;
  /** What could not be read, and why the last attempt failed. */
  children?: ReactNode;
  onConfirm(version: string): void;
  onClose(): void;
}) {
  const { name, revisions, applied, wanted, isBusy, children } = props;
  const t = useWords();
  const [chosen, setChosen] = useState(
    revisions.find(({ isLatest }) => isLatest)?.version ?? LATEST,
  );
  const formId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) {
      props.onConfirm(chosen);
    }
  };
  const choice = (value: string, text: ReactNode) => (
    <label key={value} className={styles.choice}>
      <input
        type="radio"
        name={formId}
        value={value}
        checked={chosen === value}
        onChange={() => setChosen(value)}
      />
      <span className={styles.choiceText}>{text}</span>
    </label>
  );
  return (
    <Dialog
      isOpen
      isDismissable={!isBusy}
      width="min(40rem, 100%)"
      onOpenChange={isOpen => {
        if (!isOpen && !isBusy) {
          props.onClose();
        }
      }}
    >
      <DialogHeader>{t('actions.upgrade.title', { name })}</DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          {children}
          <form id={formId} onSubmit={submit}>
            <fieldset className={styles.choices}>
              <legend>{t('actions.upgrade.version')}</legend>
              {choice(
                LATEST,
                <>
                  {t('actions.upgrade.latest')}
                  {wanted === LATEST && (
                    <Tag>{t('actions.upgrade.wanted')}</Tag>
                  )}
                </>,
              )}
              {revisions.map(revision =>
                choice(
                  revision.version,
                  <RevisionText
                    revision={revision}
                    isApplied={revision.version === applied}
                  />,
                ),
              )}
            </fieldset>
          </form>
          {revisions.length === 0 && (
            <Text as="p" color="secondary">
              {t('actions.upgrade.none')}
            </Text>
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onClose}>
          {t('actions.cancel')}
        </Button>
        <Button
          variant="primary"
          type="submit"
          form={formId}
          isPending={isBusy}
        >
          {t('actions.upgrade.confirm')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function RevisionText(props: { revision: Revision; isApplied: boolean }) {
  const { revision, isApplied } = props;
  const t = useWords();
  return (
    <>
      {revision.version}
      {revision.isLatest && <Tag>{t('actions.upgrade.newest')}</Tag>}
      {isApplied && <Tag>{t('actions.upgrade.applied')}</Tag>}
      {revision.createdAt !== undefined && (
        <Text as="span" variant="body-small" color="secondary">
          <RelativeTime at={revision.createdAt} inTable />
        </Text>
      )}
      {revision.note !== undefined && (
        <span className={styles.note}>{revision.note}</span>
      )}
    </>
  );
}
