import type { PipelineLogQuery } from '../api';
import type { ContainerCause } from './deepestCause';

/**
 * Which log the attempt that failed has written: while the next attempt runs, the previous log of the container.
 *
 * @public
 */
export function failedAttemptLog(
  cause: ContainerCause,
): Pick<PipelineLogQuery, 'pod' | 'container' | 'previous'> {
  return {
    pod: cause.pod,
    container: cause.name,
    ...(cause.state === 'running' && { previous: true }),
  };
}
