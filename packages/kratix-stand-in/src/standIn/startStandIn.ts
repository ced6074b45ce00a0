import { KubernetesApi } from '../kubernetes/KubernetesApi';
import { KubernetesObject, ResourceType } from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { watchResource } from '../kubernetes/watchResource';
import { requestTypeOf } from './crdDerivation';
import { EventRecorder } from './EventRecorder';
import { labelNames } from './kratixNames';
import { Destination, KratixPromise, Work } from './kratixObjects';
import { Pace, PaceSettings } from './Pace';
import { PipelineNode } from './PipelineNode';
import { Pod } from './podStatus';
import { PromiseController } from './PromiseController';
import { RequestController } from './RequestController';
import { StandInContext } from './StandInContext';
import { WorkController } from './WorkController';

/** Shown wherever the stand-in names itself. */
export const standInName =
  'Kratix stand-in (for demos and tests; not the Kratix controller)';

/** Starts all controllers; they end when the signal aborts. */
export function startStandIn(options: {
  api: KubernetesApi;
  pace: PaceSettings;
  log(message: string): void;
  signal: AbortSignal;
}): void {
  const { api, log, signal } = options;
  const context: StandInContext = {
    api,
    log,
    signal,
    pace: new Pace(options.pace),
    events: new EventRecorder(api, error => log(`Event: ${error}`)),
  };
  const watch = <T extends KubernetesObject>(
    type: ResourceType,
    onObject: (object: T, how: 'listed' | 'changed' | 'deleted') => void,
    labels?: Record<string, string>,
    until = signal,
  ) => {
    void watchResource<T>({
      api,
      type,
      labels,
      signal: until,
      onEvent: event => onObject(event.object, event.type),
      onError: error => log(`watch of ${type.plural}: ${error}`),
    });
  };

  const requests = new RequestController(context);
  const watched = new Map<string, { path: string; abort: AbortController }>();
  const unwatch = (promise: string) => {
    watched.get(promise)?.abort.abort();
    watched.delete(promise);
  };
  const promises = new PromiseController(context, {
    onGone: unwatch,
    onServed: promise => {
      const { name } = promise.metadata;
      const type = requestTypeOf(promise);
      const path = `${type.group}/${type.version}/${type.plural}`;
      if (watched.get(name)?.path === path) {
        return;
      }
      unwatch(name);
      const abort = new AbortController();
      watched.set(name, { path, abort });
      const until = AbortSignal.any([signal, abort.signal]);
      const onRequest = ({ metadata }: KubernetesObject) =>
        requests.enqueue(name, metadata.namespace ?? '', metadata.name);
      watch(type, onRequest, undefined, until);
    },
  });
  const works = new WorkController(context);
  const node = new PipelineNode(context);

  const onOwned = (object: KubernetesObject) => {
    if (object.metadata.labels?.[labelNames.resource]) {
      requests.enqueueOwnerOf(object);
    } else {
      promises.enqueueOwnerOf(object);
    }
  };
  watch<KratixPromise>(resourceTypes.promise, ({ metadata }) => {
    promises.enqueue(metadata.name);
    requests.enqueueAllOf(metadata.name);
  });
  watch(resourceTypes.promiseRevision, revision => {
    promises.enqueueOwnerOf(revision);
    requests.enqueueAllOf(revision.metadata.labels?.[labelNames.promise] ?? '');
  });
  watch(resourceTypes.customResourceDefinition, onOwned);
  watch(resourceTypes.resourceBinding, onOwned);
  watch(resourceTypes.job, onOwned, { [labelNames.managedBy]: 'Kratix' });
  watch<Work>(resourceTypes.work, work => {
    works.onWork(work);
    onOwned(work);
  });
  watch<Destination>(resourceTypes.destination, destination =>
    works.onDestination(destination),
  );
  watch<Pod>(
    resourceTypes.pod,
    (pod, how) => {
      if (how !== 'deleted') {
        node.onPod(pod, how === 'listed');
      }
    },
    { [labelNames.managedBy]: 'Kratix' },
  );
}
