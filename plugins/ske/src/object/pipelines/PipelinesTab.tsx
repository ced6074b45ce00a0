import type {
  PipelineRun,
  UnavailablePart,
} from '@kratix-portal/plugin-ske-common';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import { useMemo } from 'react';
import { KRATIX_API } from '../../kratix';
import { usePipelineRuns } from '../../live';
import { EmptyState, PageSkeleton, SectionCard } from '../../parts';
import type { Attempt } from '../../refusal';
import { useWords } from '../../words';
import { MissingPart } from '../missing';
import type { ObjectProps } from '../ObjectProps';
import { arrangeRuns, runToOpen } from './arrangeRuns';
import styles from './PipelinesTab.module.css';
import { RunItem } from './RunItem';
import { useRunLocation } from './useRunLocation';

const PARTS = {
  promise: {
    apiVersion: KRATIX_API,
    kind: 'Promise',
    isClusterScoped: true,
  },
  jobs: { apiVersion: 'batch/v1', kind: 'Job' },
  pods: { apiVersion: 'v1', kind: 'Pod' },
} as const;

/** The runs of the pipelines with their containers, and the log of the run that is open. */
export function PipelinesTab({ resourceRef, object }: ObjectProps) {
  const t = useWords();
  const runs = usePipelineRuns(resourceRef, object.metadata.resourceVersion);
  const arranged = useMemo(
    () => arrangeRuns(runs.value?.runs ?? []),
    [runs.value],
  );
  const { location, open } = useRunLocation();
  const opened = location.run ?? runToOpen(arranged)?.job;
  if (!runs.value) {
    return runs.error ? (
      <MissingPart
        error={runs.error}
        tried={{
          verb: 'list',
          ...PARTS.jobs,
          namespace: resourceRef.namespace,
        }}
      />
    ) : (
      <PageSkeleton shape="rows" count={3} />
    );
  }
  const { unavailable, namespace = resourceRef.namespace } = runs.value;
  const { current, earlier } = arranged;
  const isRunGone =
    location.run !== undefined &&
    location.run !== '' &&
    !runs.value.runs.some(({ job }) => job === location.run);
  const item = (run: PipelineRun, isEarlier = false) => (
    <li key={run.uid}>
      <RunItem
        resourceRef={resourceRef}
        run={run}
        isOpen={run.job === opened}
        isEarlier={isEarlier}
        location={location}
        onOpen={open}
      />
    </li>
  );
  return (
    <SectionCard title={t('object.runs.title')}>
      {unavailable.map(part => (
        <MissingPart
          key={part.part}
          error={toError(part)}
          tried={triedFor(part.part, namespace)}
        />
      ))}
      {runs.error && (
        <MissingPart
          error={runs.error}
          tried={{ verb: 'list', ...PARTS.jobs, namespace }}
        />
      )}
      {isRunGone && (
        <p role="status" className={styles.gone}>
          {t('object.runs.gone', { run: location.run! })}
        </p>
      )}
      {current.length > 0 && (
        <ol className={styles.runs}>{current.map(run => item(run))}</ol>
      )}
      {current.length === 0 && unavailable.length === 0 && (
        <EmptyState title={t('object.runs.none')}>
          {t('object.runs.noneWhy')}
        </EmptyState>
      )}
      {earlier.length > 0 && (
        <Accordion defaultExpanded={earlier.some(({ job }) => job === opened)}>
          <AccordionTrigger
            title={t('object.runs.earlier', { count: earlier.length })}
          />
          <AccordionPanel>
            <ol className={styles.runs}>
              {earlier.map(run => item(run, true))}
            </ol>
          </AccordionPanel>
        </Accordion>
      )}
    </SectionCard>
  );
}

function triedFor(
  part: UnavailablePart['part'],
  namespace: string | undefined,
): Attempt {
  return part === 'promise'
    ? { verb: 'get', ...PARTS.promise }
    : { verb: 'list', ...PARTS[part], namespace };
}

function toError({ code, message, hint }: UnavailablePart): SkeError {
  return new SkeError({ code, message, ...(hint && { hint }) });
}
