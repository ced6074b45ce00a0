import type {
  PipelinePod,
  PipelineRun,
} from '@kratix-portal/plugin-ske-common';

/** The Pods of a run, with those that Kubernetes has removed since the log was opened. */
export interface SeenPods {
  readonly run: PipelineRun;
  readonly pods: readonly PipelinePod[];
  /** The uids of those that no longer exist. */
  readonly removed: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** Kubernetes removes the Pod of a run that has failed, within seconds. What was read of its log stays, so the Pod stays too. */
export function seePods(run: PipelineRun, before?: SeenPods): SeenPods {
  if (before?.run === run) {
    return before;
  }
  if (before === undefined || before.run.uid !== run.uid) {
    return { run, pods: run.pods, removed: NONE };
  }
  const existing = new Set(run.pods.map(({ uid }) => uid));
  const gone = before.pods.filter(({ uid }) => !existing.has(uid));
  return {
    run,
    pods: [...gone, ...run.pods],
    removed: new Set(gone.map(({ uid }) => uid)),
  };
}
