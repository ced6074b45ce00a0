import { resourceTypes } from '../kubernetes/resourceTypes';
import { runContainer } from './pipelineAdapter';
import {
  isBackingOff,
  killedStatus,
  nextPodStatus,
  Outcome,
  Pod,
  runningContainer,
} from './podStatus';
import { unlessChanged } from './RequestController';
import { StandInContext } from './StandInContext';
import { WorkQueue } from './WorkQueue';

/**
 * A kubelet waits 10 s and longer before it starts a failed container again; here somebody is watching. It must be longer than the Job controller needs
 * to find that the backoff limit is reached, about 600 ms.
 */
const backOffMilliseconds = 1000;

const nodeName = 'kratix-stand-in-node';

/** Stands in for a node: takes the pods of pipelines and reports of them what a kubelet would, step by step. It runs no container. */
export class PipelineNode {
  private readonly context: StandInContext;
  private readonly queue: WorkQueue;

  constructor(context: StandInContext) {
    this.context = context;
    this.queue = new WorkQueue({
      handle: key => this.step(key),
      onError: (key, error) => context.log(`Pod ${key}: ${error}`),
      signal: context.signal,
    });
  }

  /** A pod was seen: new, to be removed, or (after a restart) half done. */
  onPod(pod: Pod, isListed: boolean) {
    const { namespace, name, deletionTimestamp } = pod.metadata;
    const isNew = !pod.spec.nodeName;
    if (isNew || deletionTimestamp || isListed) {
      this.queue.add(`${namespace}/${name}`);
    }
  }

  private async step(key: string) {
    const { api, pace } = this.context;
    const [namespace, name] = key.split('/');
    const pod = await api.find<Pod>(resourceTypes.pod, { namespace, name });
    if (!pod) {
      return;
    }
    if (pod.metadata.deletionTimestamp) {
      await this.remove(pod);
      return;
    }
    if (!pod.spec.nodeName) {
      await api.bindPod({ namespace, name }, nodeName);
      this.queue.addAfter(key, pace.stepMilliseconds);
      return;
    }
    const milliseconds = await this.advance(pod);
    if (milliseconds !== undefined) {
      this.queue.addAfter(key, milliseconds);
    }
  }

  /** One report; returns when the next is due, or undefined when the pod has come to its end. */
  private async advance(pod: Pod): Promise<number | undefined> {
    const { stepMilliseconds } = this.context.pace;
    const container = runningContainer(pod);
    let outcome: Outcome = 'succeeded';
    if (container) {
      const result = await runContainer(this.context, pod, container);
      if (result === 'later') {
        return stepMilliseconds;
      }
      outcome = result;
    }
    const status = nextPodStatus(pod, outcome, new Date());
    if (!status) {
      return undefined;
    }
    const patch = unlessChanged(pod, { status });
    await this.context.api.patch(
      resourceTypes.pod,
      pod.metadata,
      patch,
      'status',
    );
    return isBackingOff(status) ? backOffMilliseconds : stepMilliseconds;
  }

  /** Only the kubelet may say that a pod has ended; without it the pod would stay for ever. */
  private async remove(pod: Pod) {
    const { api } = this.context;
    const phase = pod.status?.phase;
    if (pod.spec.nodeName && phase !== 'Succeeded' && phase !== 'Failed') {
      const patch = { status: killedStatus(pod, new Date()) };
      await api.patch(resourceTypes.pod, pod.metadata, patch, 'status');
    }
    await api.delete(resourceTypes.pod, pod.metadata, {
      gracePeriodSeconds: 0,
      preconditions: { uid: pod.metadata.uid },
    });
  }
}
