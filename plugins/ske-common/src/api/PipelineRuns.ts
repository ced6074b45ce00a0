import type { SkeErrorCode } from '../errors';

/**
 * The state of a pipeline run. `suspended`: the pipeline has suspended the workflow. `superseded`: Kratix has stopped the run, because a newer one
 * takes its place.
 *
 * @public
 */
export type PipelineState =
  'pending' | 'running' | 'succeeded' | 'failed' | 'suspended' | 'superseded';

/**
 * A container of a pipeline's Pod.
 *
 * @public
 */
export interface PipelineContainer {
  /** Its name in the Pod. */
  name: string;
  /** `user`: from the Promise's pipeline. `kratix`: added by Kratix. */
  role: 'user' | 'kratix';
  /** The image with its tag. */
  image?: string;
  /** `waiting` before it runs, and between two attempts. */
  state: 'waiting' | 'running' | 'succeeded' | 'failed';
  /** The reason that Kubernetes gives, such as `CrashLoopBackOff` or `OOMKilled`. */
  reason?: string;
  /** A text for users, cleaned. */
  message?: string;
  /** The exit code of the last run of the container that ended. */
  exitCode?: number;
  /** How often it was restarted. */
  restarts: number;
  /** RFC 3339. */
  startedAt?: string;
  /** RFC 3339. */
  finishedAt?: string;
  /** Whether there can be logs: the container runs or has run. */
  hasLogs: boolean;
}

/**
 * A Pod of a pipeline run.
 *
 * @public
 */
export interface PipelinePod {
  /** `metadata.name`. */
  name: string;
  /** The namespace in which the pipelines run. */
  namespace: string;
  /** `metadata.uid`. */
  uid: string;
  /** `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`. */
  phase: string;
  /** RFC 3339. */
  createdAt: string;
  /** Why the Pod does not run, such as `Unschedulable`. */
  reason?: string;
  /** A text for users, cleaned. */
  message?: string;
  /** Whether it is being removed. */
  deleting: boolean;
  /** In the order in which they run. */
  containers: PipelineContainer[];
}

/**
 * One run of one pipeline: a Job.
 *
 * @public
 */
export interface PipelineRun {
  /** The name of the Job. */
  job: string;
  /** The namespace in which it runs. */
  namespace: string;
  /** The uid of the Job. */
  uid: string;
  /** The name of the pipeline in the Promise. */
  pipeline: string;
  /** `resource` or `promise`; add-ons to Kratix use other words. */
  workflow: string;
  /** `configure` or `delete`. */
  action: string;
  /** Taken from the conditions of the Job, and from the status of the request or Promise when its pipeline has suspended the workflow. */
  state: PipelineState;
  /** Why the run failed or is suspended, in the cluster's words. */
  reason?: string;
  /** A text for users, cleaned. */
  message?: string;
  /** RFC 3339. */
  createdAt: string;
  /** RFC 3339. */
  startedAt?: string;
  /** RFC 3339. */
  finishedAt?: string;
  /** When Kratix runs the pipeline again by itself. Only on the latest run of a pipeline that asked for that. RFC 3339. */
  nextRetryAt?: string;
  /** How often the pipeline has asked to be run again. Only on the latest run of the pipeline. */
  attempts?: number;
  /** The message that the pipeline wrote, cleaned. Only on the latest run of the pipeline. */
  pipelineMessage?: string;
  /** How many of its Pods failed. */
  failedPods: number;
  /** The Pods that still exist. Kubernetes removes the Pod of a Job that has finally failed, and its logs with it. */
  pods: PipelinePod[];
  /** Whether the run had Pods that no longer exist. This is normal; the logs of these Pods are gone too. */
  podsGone: boolean;
}

/**
 * A part of the response that the backend could not read from the cluster, although it could read the other parts.
 *
 * @public
 */
export interface UnavailablePart {
  /** The part that is missing. */
  part: 'promise' | 'jobs' | 'pods';
  /** The reason, as an error code. */
  code: SkeErrorCode;
  /** A sentence for users. */
  message: string;
  /** What the user can do about the missing part. */
  hint?: string;
}

/**
 * The pipeline runs of a resource request or a Promise, the latest first.
 *
 * @public
 */
export interface PipelineRuns {
  /** The Promise that the pipelines belong to. Absent while Kratix has not processed the resource request yet. */
  promise?: string;
  /** The namespace in which they run. */
  namespace?: string;
  /** The latest first. */
  runs: PipelineRun[];
  /** Parts that could not be read, for example because the user may not see them. */
  unavailable: UnavailablePart[];
}
