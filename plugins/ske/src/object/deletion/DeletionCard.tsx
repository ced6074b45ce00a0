import {
  readDeletion,
  type DeletionStep,
  type PipelineRun,
  type StateTone,
} from '@kratix-portal/plugin-ske-common';
import { Text } from '@backstage/ui';
import { useState } from 'react';
import { KRATIX_API } from '../../kratix';
import { portalClock, useNow, usePipelineRuns } from '../../live';
import { Duration, SectionCard, ToneBadge } from '../../parts';
import { stateWords, useWords } from '../../words';
import type { ObjectProps } from '../ObjectProps';
import steps from '../steps.module.css';
import styles from './DeletionCard.module.css';
import { DeletionHelp } from './DeletionHelp';
import { DeletionLog } from './DeletionLog';
import { findManager } from './findManager';
import { isControllerSilent } from './isControllerSilent';
import { noteSteps, type StepTime, type StepTimes } from './noteSteps';

const TONES: Readonly<Record<DeletionStep['state'], StateTone>> = {
  done: 'positive',
  now: 'progress',
  waiting: 'neutral',
};

/** How often the card checks whether a controller reacts, in seconds. */
const SECONDS_PER_CHECK = 5;

/** Properties of {@link DeletionCard}. */
export interface DeletionCardProps extends ObjectProps {
  /** Whether the Promise of a request is paused, so that Kratix does not continue. */
  isPromisePaused?: boolean;
}

/** How far a deletion is: what Kratix removes, in the order of removal, and why the deletion does not continue. */
export function DeletionCard(props: DeletionCardProps) {
  const since = props.object.metadata.deletionTimestamp;
  return since === undefined ? null : (
    <Steps key={props.object.metadata.uid} {...props} since={since} />
  );
}

function Steps(props: DeletionCardProps & { since: string }) {
  const { resourceRef, object, since, isPromisePaused, isDeleted } = props;
  const t = useWords();
  const { value } = usePipelineRuns(
    isDeleted ? undefined : resourceRef,
    object.metadata.resourceVersion,
  );
  const runs = value?.runs;
  const deletion = readDeletion(object, {
    isPromise: object.kind === 'Promise' && object.apiVersion === KRATIX_API,
    isPromisePaused,
    ...(runs && { runs }),
  });
  const now = useNow(SECONDS_PER_CHECK);
  const list = (deletion?.steps ?? []).map(step =>
    isDeleted ? { ...step, state: 'done' as const } : step,
  );
  const times = useStepTimes(object.metadata.uid, list, since);
  const [seenSince] = useState(now);
  const isSilent = isControllerSilent(object, runs, { now, seenSince });
  const stuck =
    deletion?.blockedBy ?? (isSilent ? 'controller-silent' : undefined);
  const waitsFor = list.find(({ state }) => state === 'now')?.finalizer ?? '';
  return (
    <SectionCard
      title={t('object.deletion.title')}
      status={
        !isDeleted && (
          <>
            {t('object.deletion.since')} <Duration from={since} />
          </>
        )
      }
    >
      <ol className={steps.steps}>
        {list.map(step => (
          <li key={step.finalizer}>
            <Step
              {...props}
              step={step}
              time={times.get(step.finalizer)}
              isBlocked={stuck !== undefined}
              run={runs?.find(({ action }) => action === 'delete')}
            />
          </li>
        ))}
      </ol>
      {stuck && !isDeleted && (
        <DeletionHelp
          resourceRef={resourceRef}
          object={object}
          stuck={stuck}
          finalizer={waitsFor}
          manager={findManager(object, waitsFor)}
        />
      )}
    </SectionCard>
  );
}

/** Keeps the times of the steps while the page is open. */
function useStepTimes(
  uid: string,
  list: readonly DeletionStep[],
  since: string,
): StepTimes {
  const [kept, setKept] = useState<{ uid: string; times: StepTimes }>();
  const before = kept?.uid === uid ? kept.times : undefined;
  const times = noteSteps(before, list, since, portalClock.now());
  if (times !== before) {
    // React renders again at once, before anything is drawn.
    setKept({ uid, times });
  }
  return times;
}

function Step(
  props: ObjectProps & {
    step: DeletionStep;
    time: StepTime | undefined;
    isBlocked: boolean;
    /** The latest run of the delete pipeline. */
    run: PipelineRun | undefined;
  },
) {
  const { step, time, object, resourceRef, run, isDeleted } = props;
  const t = useWords();
  const { code, finalizer, state } = step;
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
        <StepAge time={time} />
        <code className={styles.finalizer}>{finalizer}</code>
      </div>
      {manager !== undefined && (
        <Text as="p" variant="body-small" color="secondary">
          {t('object.deletion.manager', { manager })}
        </Text>
      )}
      {code === 'delete-workflows' && run && !isDeleted && (
        <DeletionLog resourceRef={resourceRef} run={run} />
      )}
    </>
  );
}

/** How long a step lasts so far, or took. Undefined if the page has not seen the start of the step. */
function StepAge({ time }: { time: StepTime | undefined }) {
  const t = useWords();
  if (time?.from === undefined || time.state === 'waiting') {
    return null;
  }
  return (
    <Text as="span" variant="body-small" color="secondary">
      {t(time.to === undefined ? 'object.deletion.takes' : 'object.runs.took')}{' '}
      <Duration from={time.from} to={time.to} />
    </Text>
  );
}
