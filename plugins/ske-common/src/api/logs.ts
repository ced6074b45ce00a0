import type { ResourceRef } from '../resources';

/**
 * Which lines of which container `GET /resource/logs` gives.
 *
 * @public
 */
export interface PipelineLogQuery extends ResourceRef {
  /** A Pod of the resource's pipelines, from {@link PipelineRuns}. */
  pod: string;
  /** One of its containers. */
  container: string;
  /** Goes on with what the container writes later. Default: false. */
  follow?: boolean;
  /** Of the run before the last restart. Default: false. */
  previous?: boolean;
  /** Puts the time, RFC 3339, before each line. Default: false. */
  timestamps?: boolean;
  /** Only so many lines at the end, 0 to 100,000. */
  tailLines?: number;
  /** Only lines of the last so many seconds. */
  sinceSeconds?: number;
}
