import type { StateTone } from '@kratix-portal/plugin-ske-common';
import { Tag, ToneBadge } from '../parts';
import { Refusal } from '../refusal';
import { useWords } from '../words';
import type { ActionName } from '../actions/Action';
import styles from '../actions/dialogs.module.css';
import { rightOf } from '../actions/rightOf';
import type { BulkItem, BulkResult } from './BulkItem';

type Word = 'ready' | 'left-out' | 'waiting' | ResultWord;
type ResultWord =
  'sending' | 'stopped' | 'done' | 'not-done' | 'unclear' | 'refused';

const TONES: Readonly<Record<Exclude<Word, 'ready'>, StateTone>> = {
  'left-out': 'neutral',
  waiting: 'neutral',
  sending: 'progress',
  stopped: 'neutral',
  done: 'positive',
  'not-done': 'attention',
  unclear: 'attention',
  refused: 'negative',
};

/** One of the objects with its result, or the reason why it has no result. */
export function BulkRow(props: {
  item: BulkItem;
  action: ActionName;
  reason: string | undefined;
  result: BulkResult | undefined;
  /** Whether the action was started for this object. */
  isStarted: boolean;
}) {
  const { item, action, reason, result, isStarted } = props;
  const t = useWords();
  const word = wordOf(result, isStarted, reason);
  const { ref, upgradeTo } = item;
  const text = textFor(word);
  const right = rightOf(action, ref);
  return (
    <li className={styles.row}>
      <div className={styles.rowHead}>
        <span className={styles.rowText}>
          <span className={styles.rowName}>{ref.name}</span>{' '}
          <span className={styles.rowPlace}>
            {t('actions.bulk.place', {
              kind: ref.kind,
              namespace: ref.namespace ?? '',
            })}
          </span>
        </span>
        {word === 'ready' ? (
          <Tag>{t('actions.bulk.ready')}</Tag>
        ) : (
          <ToneBadge tone={TONES[word]}>{t(`actions.bulk.${word}`)}</ToneBadge>
        )}
      </div>
      {text && <p className={styles.note}>{text}</p>}
      {typeof result === 'object' && result.type === 'refused' && (
        <Refusal
          size="line"
          error={result.error}
          tried={{
            ...right,
            kind: right.kind,
            namespace: ref.namespace,
          }}
        />
      )}
    </li>
  );

  function textFor(current: Word): string | undefined {
    switch (current) {
      case 'left-out':
        return reason;
      case 'ready':
        return action === 'upgrade' && upgradeTo !== undefined
          ? t('actions.bulk.to', { version: upgradeTo })
          : undefined;
      case 'not-done':
      case 'unclear':
        return t(`actions.lost.${current}`, {
          action: t(`actions.name.${action}`),
        });
      default:
        return undefined;
    }
  }
}

function wordOf(
  result: BulkResult | undefined,
  isStarted: boolean,
  reason: string | undefined,
): Word {
  if (result !== undefined) {
    return typeof result === 'string' ? result : result.type;
  }
  if (isStarted) {
    return 'waiting';
  }
  return reason === undefined ? 'ready' : 'left-out';
}
