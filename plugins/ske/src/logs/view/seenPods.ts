import type {
  PipelinePod,
  PipelineRun,
} from '@kratix-portal/plugin-ske-common';
import { addEarlierAttempts, type EarlierAttempts } from './attempts';

/** The Pods of a run, including Pods that Kubernetes has removed since the log was opened. */
export interface SeenPods {
  readonly run: PipelineRun;
  readonly pods: readonly PipelinePod[];
  /** The uids of the Pods that no longer exist. */
  readonly removed: ReadonlySet<string>;
  /** The attempts of their containers after which another attempt has started since the log was opened. */
  readonly earlier: EarlierAttempts;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Kubernetes removes the Pod of a failed run within seconds, and the log of an attempt when two more attempts have started. The page keeps the lines that
 * were read, so it also keeps the Pods and the attempts.
 */
export function seePods(run: PipelineRun, before?: SeenPods): SeenPods {
  if (before?.run === run) {
    return before;
  }
  if (before === undefined || before.run.uid !== run.uid) {
    return { run, pods: run.pods, removed: NONE, earlier: new Map() };
  }
  const existing = new Set(run.pods.map(({ uid }) => uid));
  const gone = before.pods.filter(({ uid }) => !existing.has(uid));
  return {
    run,
    pods: [...gone, ...run.pods],
    removed: new Set(gone.map(({ uid }) => uid)),
    earlier: addEarlierAttempts(before.earlier, before.pods, run.pods),
  };
}
