import type {
  PipelineRun,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { lazy, Suspense } from 'react';
import type { RunLocation } from './runLocation';

const RunLog = lazy(() =>
  import('../../logs').then(m => ({ default: m.RunLog })),
);

/** The log of a run. Its code is read when the first log is opened. */
export function RunLogArea(props: {
  resourceRef: ResourceRef;
  run: PipelineRun;
  location: RunLocation;
  onMove(location: RunLocation): void;
}) {
  const { resourceRef, run, location, onMove } = props;
  const { container, line } = location;
  return (
    <Suspense fallback={null}>
      <RunLog
        resourceRef={resourceRef}
        run={run}
        place={
          container === undefined || location.run !== run.job
            ? undefined
            : { section: container, line }
        }
        onPlaceChange={place =>
          onMove({ run: run.job, container: place.section, line: place.line })
        }
      />
    </Suspense>
  );
}
