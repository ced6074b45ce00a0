import type { ResourceRef } from '../resources';

/**
 * Selects the container and the lines that `GET /resource/logs` returns.
 *
 * @public
 */
export interface PipelineLogQuery extends ResourceRef {
  /** A Pod of the resource's pipelines, from {@link PipelineRuns}. */
  pod: string;
  /** One of its containers. */
  container: string;
  /** Continues with what the container writes later. Default: false. */
  follow?: boolean;
  /** Returns the log of the run before the last restart. Default: false. */
  previous?: boolean;
  /** Adds the time, RFC 3339, before each line. Default: false. */
  timestamps?: boolean;
  /** Only this number of lines from the end, 0 to 100,000. */
  tailLines?: number;
  /** Only the lines of the last seconds; this is the number of seconds. */
  sinceSeconds?: number;
}
