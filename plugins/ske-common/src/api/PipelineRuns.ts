import type { SkeErrorCode } from '../errors';

/**
 * How a pipeline run, or a container of one, stands.
 *
 * @public
 */
export type PipelineState =
  'pending' | 'running' | 'succeeded' | 'failed' | 'suspended';

/**
 * A container of a pipeline's Pod.
 *
 * @public
 */
export interface PipelineContainer {
  /** As the Pod has it. */
  name: string;
  /** `user`: from the Promise's pipeline. `kratix`: Kratix put it around those. */
  role: 'user' | 'kratix';
  /** With its tag. */
  image?: string;
  /** `waiting` before it runs, and between two attempts. */
  state: 'waiting' | 'running' | 'succeeded' | 'failed';
  /** Kubernetes' own word, such as `CrashLoopBackOff` or `OOMKilled`. */
  reason?: string;
  /** For people, cleaned. */
  message?: string;
  /** Of its last run that ended. */
  exitCode?: number;
  /** How often it was started again. */
  restarts: number;
  /** RFC 3339. */
  startedAt?: string;
  /** RFC 3339. */
  finishedAt?: string;
  /** Whether there can be logs: it has run, now or before. */
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
  /** Where the pipelines run. */
  namespace: string;
  /** `metadata.uid`. */
  uid: string;
  /** `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`. */
  phase: string;
  /** RFC 3339. */
  createdAt: string;
  /** Why it does not run, such as `Unschedulable`. */
  reason?: string;
  /** For people, cleaned. */
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
  /** Where it runs. */
  namespace: string;
  /** Of the Job. */
  uid: string;
  /** The name of the pipeline in the Promise. */
  pipeline: string;
  /** `resource` or `promise`; add-ons to Kratix have their own words. */
  workflow: string;
  /** `configure` or `delete`. */
  action: string;
  /** By the conditions of the Job. */
  state: PipelineState;
  /** Why it failed or is suspended, in the cluster's words. */
  reason?: string;
  /** For people, cleaned. */
  message?: string;
  /** RFC 3339. */
  createdAt: string;
  /** RFC 3339. */
  startedAt?: string;
  /** RFC 3339. */
  finishedAt?: string;
  /** How many of its Pods failed. */
  failedPods: number;
  /** Those that are still there. Kubernetes removes the Pod of a Job that has failed for good, and with it the logs. */
  pods: PipelinePod[];
  /** Whether it had Pods that are gone. That is normal: their logs went with them. */
  podsGone: boolean;
}

/**
 * A part of the answer that could not be read, although the rest could.
 *
 * @public
 */
export interface UnavailablePart {
  /** Which part. */
  part: 'promise' | 'jobs' | 'pods';
  /** Why. */
  code: SkeErrorCode;
  /** For people. */
  message: string;
  /** What to do about it. */
  hint?: string;
}

/**
 * The pipeline runs of a resource request or a Promise, the latest first.
 *
 * @public
 */
export interface PipelineRuns {
  /** The Promise that they belong to. Absent: Kratix has not taken up the resource request yet. */
  promise?: string;
  /** Where they run. */
  namespace?: string;
  /** The latest first. */
  runs: PipelineRun[];
  /** What this user may not see, say. */
  unavailable: UnavailablePart[];
}
