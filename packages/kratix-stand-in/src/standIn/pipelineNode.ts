import { resourceTypes } from '../kubernetes/resourceTypes';
import { hold, patch, StandInContext, Step, Write } from './Controller';
import { runContainer } from './pipelineAdapter';
import {
  hasFailedContainer,
  killedStatus,
  nextPodStatus,
  Pod,
  runningContainer,
} from './podStatus';

/**
 * A kubelet waits 10 s and longer before it restarts a failed container. The wait must be longer than the 600 ms or so that the Job controller needs to notice that
 * the backoff limit is reached.
 */
const backOffMilliseconds = 1000;

/** The name of the node that the stand-in binds pods to. */
export const nodeName = 'kratix-stand-in-node';
const type = resourceTypes.pod;

/** Without a kubelet, no process reports that the pod has ended, so it would never be deleted. */
function removePod(pod: Pod): Write[] {
  const { nodeName: node } = pod.spec;
  const { phase = 'Pending' } = pod.status ?? {};
  const isActive = node && phase !== 'Succeeded' && phase !== 'Failed';
  const status = killedStatus(pod, new Date());
  return [
    ...(isActive ? [patch(type, pod, { status }, 'status')] : []),
    api =>
      api.delete(type, pod.metadata, {
        gracePeriodSeconds: 0,
        preconditions: { uid: pod.metadata.uid },
      }),
  ];
}

/** Stands in for a node: accepts the pods of pipelines and reports, step by step, what a kubelet reports. No container runs. */
export function nextPodStep(context: StandInContext, pod: Pod): Step {
  const { stepMilliseconds } = context;
  const { metadata, spec } = pod;
  if (metadata.deletionTimestamp) {
    return { writes: removePod(pod) };
  }
  if (!spec.nodeName) {
    const bind: Write = api => api.bind(metadata, nodeName);
    return { writes: [bind], afterMilliseconds: stepMilliseconds };
  }
  if (!nextPodStatus(pod, 'succeeded', new Date())) {
    return hold;
  }
  const advance: Write = async api => {
    const container = runningContainer(pod);
    const outcome = container
      ? await runContainer(context, pod, container)
      : 'succeeded';
    if (outcome !== 'later') {
      const status = nextPodStatus(pod, outcome, new Date());
      await patch(type, pod, { status }, 'status')(api);
    }
  };
  const afterMilliseconds = hasFailedContainer(pod)
    ? backOffMilliseconds
    : stepMilliseconds;
  return { writes: [advance], afterMilliseconds };
}
