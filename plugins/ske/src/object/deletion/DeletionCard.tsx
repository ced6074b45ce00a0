import {
  readDeletion,
  type DeletionStep,
  type StateTone,
} from '@kratix-portal/plugin-ske-common';
import { Duration, SectionCard, ToneBadge } from '../../parts';
import { stateWords, useWords } from '../../words';
import type { KubernetesObject } from '../../live';
import steps from '../steps.module.css';
import styles from './DeletionCard.module.css';

const TONES: Readonly<Record<DeletionStep['state'], StateTone>> = {
  done: 'positive',
  now: 'progress',
  waiting: 'neutral',
};

/** How far a deletion is: what Kratix removes, in its order. */
export function DeletionCard(props: {
  object: KubernetesObject;
  /** Whether the Promise of a request is paused, so that Kratix does not continue. */
  isPromisePaused?: boolean;
}) {
  const { object, isPromisePaused } = props;
  const t = useWords();
  const words = stateWords(t);
  const deletion = readDeletion(object, { isPromisePaused });
  if (!deletion) {
    return null;
  }
  const { blockedBy } = deletion;
  return (
    <SectionCard
      title={t('object.deletion.title')}
      status={
        <>
          {t('object.deletion.since')} <Duration from={deletion.since} />
        </>
      }
    >
      <ol className={steps.steps}>
        {deletion.steps.map(({ code, finalizer, state }) => (
          <li key={finalizer}>
            <div className={steps.step}>
              <span className={steps.name}>{words.deletionStep(code)}</span>
              <ToneBadge
                tone={state === 'now' && blockedBy ? 'attention' : TONES[state]}
              >
                {t(
                  state === 'now' && blockedBy
                    ? 'object.deletion.blocked'
                    : `object.deletion.${state}`,
                )}
              </ToneBadge>
              <code className={styles.finalizer}>{finalizer}</code>
            </div>
          </li>
        ))}
      </ol>
    </SectionCard>
  );
}
