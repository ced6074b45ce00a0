import {
  readDeletion,
  type DeletionStep,
  type StateTone,
} from '@kratix-portal/plugin-ske-common';
import { Text } from '@backstage/ui';
import { KRATIX_API } from '../../kratix';
import { Duration, SectionCard, ToneBadge } from '../../parts';
import { stateWords, useWords } from '../../words';
import type { KubernetesObject } from '../../live';
import steps from '../steps.module.css';
import styles from './DeletionCard.module.css';
import { findManager } from './findManager';

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
  /** The object is gone, so every step is done. */
  isDeleted?: boolean;
}) {
  const { object, isPromisePaused, isDeleted } = props;
  const t = useWords();
  const deletion = readDeletion(object, {
    isPromise: object.kind === 'Promise' && object.apiVersion === KRATIX_API,
    isPromisePaused,
  });
  if (!deletion) {
    return null;
  }
  const { blockedBy } = deletion;
  const stateOf = (step: DeletionStep) => (isDeleted ? 'done' : step.state);
  return (
    <SectionCard
      title={t('object.deletion.title')}
      status={
        !isDeleted && (
          <>
            {t('object.deletion.since')} <Duration from={deletion.since} />
          </>
        )
      }
    >
      <ol className={steps.steps}>
        {deletion.steps.map(step => (
          <li key={step.finalizer}>
            <Step
              step={step}
              state={stateOf(step)}
              isBlocked={blockedBy !== undefined}
              object={object}
            />
          </li>
        ))}
      </ol>
    </SectionCard>
  );
}

function Step(props: {
  step: DeletionStep;
  state: DeletionStep['state'];
  isBlocked: boolean;
  object: KubernetesObject;
}) {
  const { step, state, object } = props;
  const t = useWords();
  const { code, finalizer } = step;
  const isBlocked = state === 'now' && props.isBlocked;
  const manager =
    code === 'foreign-finalizer' ? findManager(object, finalizer) : undefined;
  return (
    <>
      <div className={steps.step}>
        <span className={steps.name}>{stateWords(t).deletionStep(code)}</span>
        <ToneBadge tone={isBlocked ? 'attention' : TONES[state]}>
          {t(
            isBlocked ? 'object.deletion.blocked' : `object.deletion.${state}`,
          )}
        </ToneBadge>
        <code className={styles.finalizer}>{finalizer}</code>
      </div>
      {manager !== undefined && (
        <Text as="p" variant="body-small" color="secondary">
          {t('object.deletion.manager', { manager })}
        </Text>
      )}
    </>
  );
}
