import {
  readRunState,
  type PipelineContainer,
  type PipelineRun,
  type ResourceRef,
  type StateTone,
} from '@kratix-portal/plugin-ske-common';
import { Button, Text } from '@backstage/ui';
import { useMinute } from '../../live';
import {
  Duration,
  formatClock,
  RelativeTime,
  StateBadge,
  ToneBadge,
  useLocale,
} from '../../parts';
import { stateWords, useWords, type Words } from '../../words';
import styles from './PipelinesTab.module.css';
import type { RunLocation } from './runLocation';
import { RunLogArea } from './RunLogArea';

const TONES: Readonly<Record<PipelineContainer['state'], StateTone>> = {
  waiting: 'neutral',
  running: 'progress',
  succeeded: 'positive',
  failed: 'negative',
};

/** One run: its state, how long it took, its containers, and its log if it is open. */
export function RunItem(props: {
  resourceRef: ResourceRef;
  run: PipelineRun;
  isOpen: boolean;
  /** Whether a later run of the same pipeline exists. */
  isEarlier?: boolean;
  location: RunLocation;
  onOpen(location: RunLocation): void;
}) {
  const { resourceRef, run, isOpen, location, onOpen } = props;
  const t = useWords();
  const words = stateWords(t);
  const locale = useLocale();
  const now = useMinute();
  const state = readRunState(run);
  const containers = run.pods.at(-1)?.containers ?? [];
  const from = run.startedAt ?? run.createdAt;
  const isOver = run.state === 'succeeded' || run.state === 'failed';
  return (
    <div className={styles.run}>
      <div className={styles.head}>
        <span className={styles.name}>{run.pipeline}</span>
        <StateBadge state={state} />
        {run.action === 'delete' && <span>{t('object.runs.delete')}</span>}
        <span className={styles.fact}>
          {t('object.runs.started')} <RelativeTime at={from} inTable />
        </span>
        {(isOver ? run.finishedAt !== undefined : run.state === 'running') && (
          <span className={styles.fact}>
            {t(isOver ? 'object.runs.took' : 'object.runs.takes')}{' '}
            <Duration from={from} to={isOver ? run.finishedAt : undefined} />
          </span>
        )}
        <span className={styles.button}>
          <Button
            size="small"
            variant="secondary"
            aria-expanded={isOpen}
            aria-label={[
              t(isOpen ? 'object.runs.closeLogOf' : 'object.runs.openLogOf', {
                pipeline: run.pipeline,
              }),
              // A later run of the pipeline has the same name.
              ...(props.isEarlier
                ? [formatClock(Date.parse(from), now, locale)]
                : []),
            ].join(', ')}
            onPress={() => onOpen(isOpen ? { run: '' } : { run: run.job })}
          >
            {t(isOpen ? 'object.runs.closeLog' : 'object.runs.openLog')}
          </Button>
        </span>
      </div>
      {state.state !== 'succeeded' && (
        <Text as="p" className={styles.reason}>
          {words.reason(state.parts)}
        </Text>
      )}
      {/* An open log shows the containers itself. */}
      {containers.length > 0 && !isOpen && (
        <ul className={styles.containers}>
          {containers.map(container => (
            <li key={container.name}>
              <Container container={container} />
            </li>
          ))}
        </ul>
      )}
      {run.podsGone && (
        <Text as="p" variant="body-small" color="secondary">
          {t('object.runs.podsGone')}
        </Text>
      )}
      {isOpen && (
        <RunLogArea
          resourceRef={resourceRef}
          run={run}
          location={location}
          isInAddress
          onMove={onOpen}
        />
      )}
    </div>
  );
}

function Container({ container }: { container: PipelineContainer }) {
  const t = useWords();
  const { name, role, state, startedAt, finishedAt } = container;
  return (
    <div className={styles.container}>
      <span className={styles.containerName}>{name}</span>
      <ToneBadge tone={TONES[state]}>
        {t(`object.container.${state}`)}
      </ToneBadge>
      {startedAt !== undefined && state !== 'waiting' && (
        <span className={styles.fact}>
          <Duration from={startedAt} to={finishedAt} />
        </span>
      )}
      <span className={styles.fact}>{describe(container, t)}</span>
      {role === 'kratix' && (
        <span className={styles.fact}>{t('object.container.ofKratix')}</span>
      )}
    </div>
  );
}

function describe(container: PipelineContainer, t: Words): string {
  const { exitCode, reason, restarts, message } = container;
  return [
    exitCode !== undefined && exitCode !== 0
      ? t('object.container.exitCode', { code: String(exitCode) })
      : undefined,
    reason !== undefined && reason !== 'Completed' && reason !== 'Error'
      ? reason
      : undefined,
    restarts > 0
      ? t('object.container.restarts', { count: restarts })
      : undefined,
    message,
  ]
    .filter(part => part !== undefined)
    .join(' · ');
}
