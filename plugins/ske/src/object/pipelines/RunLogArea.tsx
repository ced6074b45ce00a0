import type {
  PipelineRun,
  ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { Suspense } from 'react';
import { runSearch, type RunLocation } from './runLocation';
import { lazyPart } from '../../parts';

const RunLog = lazyPart(() => import('../../logs').then(m => m.RunLog));

/** The log of a pipeline run. The code of the log viewer is loaded when the user opens the first log. */
export function RunLogArea(props: {
  resourceRef: ResourceRef;
  run: PipelineRun;
  location: RunLocation;
  /** Whether the location is in the address of the page, so that a link to it can be copied. */
  isInAddress?: boolean;
  onMove(location: RunLocation): void;
}) {
  const { resourceRef, run, location, isInAddress, onMove } = props;
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
        linkOf={
          isInAddress
            ? place => addressOf(run, { ...place, container: place.section })
            : undefined
        }
        onPlaceChange={place =>
          onMove({ run: run.job, container: place.section, line: place.line })
        }
      />
    </Suspense>
  );
}

function addressOf(
  { job }: PipelineRun,
  { container, line }: RunLocation,
): string {
  const address = new URL(window.location.href);
  address.search = runSearch({ run: job, container, line });
  return address.href;
}
