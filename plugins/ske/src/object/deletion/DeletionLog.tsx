import type {
  PipelineRun,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useWords } from '../../words';
import type { RunLocation } from '../pipelines/runLocation';
import { RunLogArea } from '../pipelines/RunLogArea';
import styles from './DeletionCard.module.css';

/** The log of the delete pipeline, within its step. It is open if the pipeline has failed. */
export function DeletionLog(props: {
  resourceRef: ResourceRef;
  run: PipelineRun;
}) {
  const { resourceRef, run } = props;
  const t = useWords();
  const [chosen, setChosen] = useState<boolean>();
  const [location, setLocation] = useState<RunLocation>({ run: run.job });
  const isOpen = chosen ?? run.state === 'failed';
  return (
    <div className={styles.log}>
      <div>
        <Button
          size="small"
          variant="secondary"
          aria-expanded={isOpen}
          onPress={() => setChosen(!isOpen)}
        >
          {t(isOpen ? 'object.runs.closeLogOf' : 'object.runs.openLogOf', {
            pipeline: run.pipeline,
          })}
        </Button>
      </div>
      {isOpen && (
        <RunLogArea
          resourceRef={resourceRef}
          run={run}
          location={location.run === run.job ? location : { run: run.job }}
          onMove={setLocation}
        />
      )}
    </div>
  );
}
