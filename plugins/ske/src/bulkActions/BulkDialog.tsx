import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { useEffect, useId, useRef, useState } from 'react';
import { useAccess, type KubernetesObject } from '../live';
import { announce, useIsMounted, useReport } from '../parts';
import { useWords, type Words } from '../words';
import type { ActionName } from '../actions/Action';
import styles from '../actions/dialogs.module.css';
import { readObstacle } from '../actions/readObstacle';
import { rightOf } from '../actions/rightOf';
import { TypedConfirmation } from '../actions/TypedConfirmation';
import { describeReason } from '../actions/useOffers';
import { factsOf, type BulkItem } from './BulkItem';
import { BulkConsequences } from './BulkConsequences';
import { BulkRow } from './BulkRow';
import { countResults, type BulkCounts } from './countResults';
import { useBulk } from './useBulk';

/** The parts of the summary, in their order. */
const SUMMARY = ['done', 'failed', 'unclear', 'stopped', 'leftOut'] as const;

/**
 * Performs an action on many objects: first the dialog lists the objects for which the action can be used, then it shows one result for each. Render
 * the dialog only while it is open.
 */
export function BulkDialog(props: {
  action: ActionName;
  /** The objects as they were when the dialog was opened. */
  items: readonly BulkItem[];
  /** The Promises that the user may see. */
  promises: readonly KubernetesObject[];
  onClose(): void;
}) {
  const { action, onClose } = props;
  const [items] = useState(props.items);
  const t = useWords();
  const report = useReport();
  const isMounted = useIsMounted();
  const bulk = useBulk();
  const formId = useId();
  const { reasons, areRightsKnown } = useReasons(action, items);
  const possible = items.filter((_, index) => reasons[index] === undefined);
  const [sent, setSent] = useState(possible);
  const counts = countResults(bulk.results, sent.length);
  const isOver = bulk.phase === 'over';
  const summary = isOver
    ? describeCounts(t, { ...counts, leftOut: items.length - sent.length })
    : undefined;
  useEffect(() => {
    if (summary !== undefined) {
      announce(summary);
    }
  }, [summary]);
  const start = async () => {
    setSent(possible);
    const results = await bulk.start(action, possible);
    if (!isMounted()) {
      // The user has gone to another page, so what was not sent stays unsent.
      const ended = {
        ...countResults(results, possible.length),
        leftOut: items.length - possible.length,
      };
      report(
        t('actions.bulk.left', {
          title: t(`actions.bulk.title.${action}`, { count: items.length }),
          summary: describeCounts(t, ended),
        }),
        ended.done === possible.length ? 'success' : 'warning',
      );
    }
  };
  const isRunning = bulk.phase === 'running';
  // The element with the focus is removed as soon as the action is started.
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isRunning) {
      next.current?.focus();
    }
  }, [isRunning]);
  return (
    <Dialog
      isOpen
      isDismissable={!isRunning}
      isKeyboardDismissDisabled={isRunning}
      width="min(44rem, 100%)"
      onOpenChange={isOpen => {
        if (!isOpen && !isRunning) {
          onClose();
        }
      }}
    >
      <DialogHeader>
        {t(`actions.bulk.title.${action}`, { count: items.length })}
      </DialogHeader>
      <DialogBody>
        <div className={styles.body}>
          {bulk.phase === 'ready' && possible.length < items.length && (
            <Text as="p">
              {t('actions.bulk.possible', {
                count: items.length,
                possible: String(possible.length),
              })}
            </Text>
          )}
          {bulk.phase !== 'ready' && (
            <Text as="p">
              {summary ??
                t('actions.bulk.progress', {
                  done: String(counts.total - counts.waiting),
                  count: counts.total,
                })}
            </Text>
          )}
          {action === 'delete' &&
            bulk.phase === 'ready' &&
            // The consequences are read only for objects that the user may delete. While the permissions are not known, the page would read them for too many.
            areRightsKnown &&
            possible.length > 0 && (
              <BulkConsequences items={possible} promises={props.promises} />
            )}
          <ul className={styles.rows}>
            {items.map((item, index) => (
              <BulkRow
                key={item.id}
                item={item}
                action={action}
                reason={reasons[index]}
                result={bulk.results.get(item.id)}
                isStarted={bulk.phase !== 'ready' && sent.includes(item)}
              />
            ))}
          </ul>
          {action === 'delete' &&
            bulk.phase === 'ready' &&
            possible.length > 0 && (
              // Many objects have no name to type, so the user types how many they are.
              <TypedConfirmation
                formId={formId}
                expected={t('actions.bulk.deleteText', {
                  count: possible.length,
                })}
                onConfirm={start}
              />
            )}
        </div>
      </DialogBody>
      <DialogFooter>
        {isRunning ? (
          <Button ref={next} variant="secondary" onPress={bulk.stop}>
            {t('actions.bulk.stop')}
          </Button>
        ) : (
          <Button ref={next} variant="secondary" onPress={onClose}>
            {t(isOver ? 'actions.close' : 'actions.cancel')}
          </Button>
        )}
        {bulk.phase === 'ready' && possible.length > 0 && (
          <Button
            variant="primary"
            destructive={action === 'delete'}
            {...(action === 'delete'
              ? { type: 'submit', form: formId }
              : { onPress: start })}
          >
            {t('actions.bulk.confirm', {
              action: t(`actions.name.${action}`),
              count: possible.length,
            })}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}

/** Says how many objects have which result. If there is no result, the text says that no object was accepted. */
function describeCounts(
  t: Words,
  counts: BulkCounts & { readonly leftOut: number },
): string {
  return SUMMARY.filter(
    part => counts[part] > 0 || (part === 'done' && counts.total > 0),
  )
    .map(part => t(`actions.bulk.summary.${part}`, { count: counts[part] }))
    .join(' ');
}

/** Why the action cannot be used for some of the objects. */
function useReasons(
  action: ActionName,
  items: readonly BulkItem[],
): { reasons: (string | undefined)[]; areRightsKnown: boolean } {
  const t = useWords();
  const { value, error } = useAccess(
    items.map(({ ref }) => rightOf(action, ref)),
  );
  const reasons = items.map((item, index) =>
    describeReason(t, {
      action,
      ref: item.ref,
      obstacle: readObstacle(action, factsOf(item)),
      answer: value?.[index],
    }),
  );
  return { reasons, areRightsKnown: Boolean(value ?? error) };
}
