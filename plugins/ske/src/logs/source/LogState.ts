import type { SkeError } from '@kratix-portal/plugin-ske-common';

/**
 * How far a container's log is read:
 * - `loading`: nothing has arrived yet.
 * - `following`: new lines arrive by themselves.
 * - `interrupted`: the connection was lost and is being opened again.
 * - `complete`: the log ended by itself, so this is the whole log.
 * - `pending`: the container has not started. The log is requested again every few seconds.
 * - `gone`: Kubernetes has removed the Pod and its log. Lines that were read stay.
 * - `refused`: the user may not read the log. `error` says why. The log is requested again, less and less often.
 * - `signed-out`: the session has ended. The log continues when the user has signed in.
 * - `failed`: another error, which a retry may solve.
 */
export type LogPhase =
  | 'loading'
  | 'following'
  | 'interrupted'
  | 'complete'
  | 'pending'
  | 'gone'
  | 'refused'
  | 'signed-out'
  | 'failed';

/** The state of a container's log, without its lines. */
export interface LogState {
  readonly phase: LogPhase;
  readonly error?: SkeError;
  /** Milliseconds since the epoch: when the next attempt starts. */
  readonly retryAt?: number;
}
