import {
  readDeletion,
  readWorkflow,
  type ResourceRef,
  type StateTone,
  type WorkflowPipeline,
} from '@kratix-portal/plugin-ske-common';
import { Link, Text } from '@backstage/ui';
import { RelativeTime, SectionCard, ToneBadge } from '../../parts';
import { useWords, type Words } from '../../words';
import { KRATIX_API } from '../../kratix';
import { usePipelineRuns, type KubernetesObject } from '../../live';
import { Countdown } from './Countdown';
import steps from '../steps.module.css';
import styles from './WorkflowCard.module.css';

const PHASES = {
  Pending: 'neutral',
  Running: 'progress',
  Succeeded: 'positive',
  Failed: 'negative',
  Suspended: 'attention',
} as const satisfies Record<string, StateTone>;

/** The pipelines of the current workflow: the current pipeline, its attempts, the next retry, and its own message. */
export function WorkflowCard(props: {
  resourceRef: ResourceRef;
  object: KubernetesObject;
  /** The address of the runs and their logs. */
  runsHref: string;
}) {
  const { resourceRef, object, runsHref } = props;
  const t = useWords();
  const hasFailed = useFailedDeletion(resourceRef, object);
  const { pipelines, total, succeeded, lastSuccess } = readWorkflow(
    object.status,
  );
  const status =
    total > 0
      ? t('object.workflow.progress', {
          succeeded: String(succeeded),
          count: total,
        })
      : undefined;
  return (
    <SectionCard
      title={t('object.workflow.title')}
      status={status}
      actions={<Link href={runsHref}>{t('object.workflow.runs')}</Link>}
    >
      {pipelines.length > 0 ? (
        <ol className={steps.steps}>
          {pipelines.map(pipeline => (
            <li key={pipeline.name}>
              <Pipeline
                pipeline={
                  hasFailed && pipeline.phase === 'Running'
                    ? { ...pipeline, phase: 'Failed' }
                    : pipeline
                }
              />
            </li>
          ))}
        </ol>
      ) : (
        <Text as="p" color="secondary">
          {t('object.workflow.none')}
        </Text>
      )}
      {lastSuccess !== undefined && (
        <Text
          as="p"
          variant="body-small"
          color="secondary"
          className={styles.last}
        >
          {t('object.workflow.lastSuccess')} <RelativeTime at={lastSuccess} />
        </Text>
      )}
    </SectionCard>
  );
}

/** Whether the delete pipeline has failed. This is read from a condition and the runs, as in the card of the deletion, because Kratix leaves its phase `Running`. */
function useFailedDeletion(
  resourceRef: ResourceRef,
  object: KubernetesObject,
): boolean {
  const { deletionTimestamp, resourceVersion } = object.metadata;
  const { value } = usePipelineRuns(
    deletionTimestamp === undefined ? undefined : resourceRef,
    resourceVersion,
  );
  const deletion = readDeletion(object, {
    isPromise: object.kind === 'Promise' && object.apiVersion === KRATIX_API,
    ...(value && { runs: value.runs }),
  });
  // If the runs cannot be read, a pipeline that was started again may be running or may have failed again, so its tone is attention.
  return (
    deletion?.blockedBy === 'delete-pipeline-failed' &&
    deletion.tone === 'negative'
  );
}

function Pipeline({ pipeline }: { pipeline: WorkflowPipeline }) {
  const t = useWords();
  const { name, phase, message, attempts, nextRetryAt, lastTransitionTime } =
    pipeline;
  return (
    <>
      <div className={steps.step}>
        <span className={steps.name}>{name}</span>
        <ToneBadge tone={toneOf(phase)}>{phaseText(phase, t)}</ToneBadge>
        {lastTransitionTime !== undefined && (
          <Text as="span" variant="body-small" color="secondary">
            <RelativeTime at={lastTransitionTime} inTable />
          </Text>
        )}
      </div>
      {(attempts !== undefined || nextRetryAt !== undefined) && (
        <Text as="p" variant="body-small" color="secondary">
          {attempts !== undefined &&
            t('object.workflow.attempts', { count: attempts })}{' '}
          {nextRetryAt !== undefined && <Countdown at={nextRetryAt} />}
        </Text>
      )}
      {message !== undefined && (
        <Text as="p" className={styles.message}>
          {message}
        </Text>
      )}
    </>
  );
}

function isPhase(phase: string | undefined): phase is keyof typeof PHASES {
  return phase !== undefined && Object.hasOwn(PHASES, phase);
}

function toneOf(phase: string | undefined): StateTone {
  return isPhase(phase) ? PHASES[phase] : 'neutral';
}

function phaseText(phase: string | undefined, t: Words): string {
  return isPhase(phase) ? t(`object.phase.${phase}`) : (phase ?? '?');
}
