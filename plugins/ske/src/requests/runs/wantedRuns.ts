import { secondsInStep } from '@kratix-portal/plugin-ske-common';
import type { RequestRow } from '../rows';
import type { WantedRuns } from './KnownRuns';

/** Most steps take seconds. After this time the runs can show what delays a step. */
const WAIT_SECONDS = 60;

/** The requests that have been in one step for some time. Requests that entered their step last come first. */
export function wantedRuns(
  rows: readonly RequestRow[],
  now: number,
): readonly WantedRuns[] {
  const date = new Date(now);
  return rows
    .flatMap(({ id, ref, state, object, deletedAt }) => {
      const seconds =
        deletedAt === undefined
          ? secondsInStep(state, object, date)
          : undefined;
      const { resourceVersion } = object.metadata;
      return seconds !== undefined && seconds >= WAIT_SECONDS
        ? [{ seconds, wanted: { id, ref, resourceVersion } }]
        : [];
    })
    .sort((one, other) => one.seconds - other.seconds)
    .map(({ wanted }) => wanted);
}
