import { resourceTypes } from '../kubernetes/resourceTypes';
import { runContainer } from './pipelineAdapter';
import {
  killedStatus,
  nextPodStatus,
  Outcome,
  Pod,
  runningContainer,
} from './podStatus';
import { unlessChanged } from './RequestController';
import { StandInContext } from './StandInContext';
import { WorkQueue } from './WorkQueue';

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
    if (!pod) return;
    if (pod.metadata.deletionTimestamp) {
      await this.remove(pod);
      return;
    }
    if (!pod.spec.nodeName) {
      await api.bindPod({ namespace, name }, nodeName);
    } else if (!(await this.advance(pod))) {
      return;
    }
    this.queue.addAfter(key, pace.stepMilliseconds);
  }

  /** One report; false when the pod has come to its end. */
  private async advance(pod: Pod): Promise<boolean> {
    const container = runningContainer(pod);
    let outcome: Outcome = 'succeeded';
    if (container) {
      const result = await runContainer(this.context, pod, container);
      if (result === 'later') return true;
      outcome = result;
    }
    const status = nextPodStatus(pod, outcome, new Date());
    if (!status) return false;
    const patch = unlessChanged(pod, { status });
    await this.context.api.patch(
      resourceTypes.pod,
      pod.metadata,
      patch,
      'status',
    );
    return true;
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
