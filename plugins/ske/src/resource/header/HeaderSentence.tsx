import {
  readWorkflow,
  type ContainerCause,
  type CauseChain,
  type PipelineRun,
  type RequestState,
} from '@kratix-portal/plugin-ske-common';
import { Link, Text } from '@backstage/ui';
import { useWords } from '../../words';
import { runSearch } from '../../object/pipelines';
import { StateBox } from '../../object/StateBox';
import { Countdown } from '../../object/workflow';
import type { ResourceHeaderProps } from './HeaderProps';
import styles from './ResourceHeader.module.css';
import { useCause } from './useCause';
import { useLastLines } from './useLastLines';

/** The state, the time since which the request has it, what the request waits for, the deepest cause, and the link to its log. */
export function HeaderSentence(
  props: ResourceHeaderProps & { state: RequestState },
) {
  const { resourceRef, object, state, linkTo } = props;
  const t = useWords();
  const cause = useCause(resourceRef, object, state);
  const { lines } = useLastLines(resourceRef, cause);
  const { nextRetryAt } = readWorkflow(object.status).current ?? {};
  // Only another run writes a new log.
  const hasNoLog = cause.run && isGone(cause.run) && lines.length === 0;
  return (
    <StateBox
      state={
        hasNoLog && state.next === 'fix-pipeline'
          ? { ...state, next: 'reconcile' }
          : state
      }
      afterSentence={
        state.state === 'suspended' &&
        nextRetryAt && (
          <>
            {' '}
            <Countdown at={nextRetryAt} />
          </>
        )
      }
    >
      {lines.length > 0 && (
        <pre
          className={styles.log}
          // A long line scrolls, so users without a mouse must be able to focus it.
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          tabIndex={0}
          role="group"
          aria-label={t('resource.lastLines')}
        >
          {lines.join('\n')}
        </pre>
      )}
      <LogLine cause={cause} linkTo={linkTo} />
    </StateBox>
  );
}

/** The link to the log, or why there is none. */
function LogLine(props: {
  cause: CauseChain;
  linkTo: ResourceHeaderProps['linkTo'];
}) {
  const { cause, linkTo } = props;
  const t = useWords();
  const { run, container } = cause;
  if (!run) {
    return null;
  }
  return (
    <Text as="p" className={styles.sentence}>
      <Link
        href={`${linkTo('pipelines')}${runSearch({
          run: run.job,
          ...(container && { container: sectionOf(container, run) }),
        })}`}
      >
        {isGone(run)
          ? t('resource.openRun')
          : t('resource.openLog', { pipeline: run.pipeline })}
      </Link>
    </Text>
  );
}

/** Whether Kubernetes has removed the Pods of the run, and the logs with them. */
function isGone({ podsGone, pods }: PipelineRun): boolean {
  return podsGone && pods.length === 0;
}

/** The name of the container in the log: with its Pod if the run has several. */
function sectionOf(cause: ContainerCause, run: PipelineRun): string {
  return run.pods.length > 1 ? `${cause.pod}/${cause.name}` : cause.name;
}
