import { setMaxListeners } from 'node:events';
import { KubernetesApi } from '../kubernetes/KubernetesApi';
import { KubernetesObject, ResourceType } from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { watchResource } from '../kubernetes/watchResource';
import { isTrue } from './kratixConditions';
import { ContainerNotes } from './ContainerNotes';
import { Controller, StandInContext } from './Controller';
import { EventRecorder } from './EventRecorder';
import { nextHealthStep, readHealth } from './health';
import { finalizerNames, labelNames } from './kratixNames';
import {
  Destination,
  HealthRecord,
  KratixPromise,
  Work,
} from './kratixObjects';
import { nextPodStep } from './pipelineNode';
import { Pod } from './podStatus';
import { nextPromiseStep } from './promiseRules';
import { PromiseState } from './PromiseState';
import { readPromise } from './readState';
import { RequestControllers } from './RequestControllers';
import { nextDestinationStep, nextWorkStep, readWork } from './works';

/** The line that the stand-in logs at its start. */
export const standInName =
  'Kratix stand-in (for demos and tests; not the Kratix controller)';

const types = resourceTypes;
const managedByKratix = { [labelNames.managedBy]: 'Kratix' };

/** Starts all controllers. They end when the signal aborts. */
export function startStandIn(options: {
  api: KubernetesApi;
  stepMilliseconds: number;
  notes: ContainerNotes;
  log(message: string): void;
  signal: AbortSignal;
}): void {
  const { api, log, signal } = options;
  // Each watch listens to this signal.
  setMaxListeners(0, signal);
  const events = new EventRecorder(api, error => log(`Event: ${error}`));
  const context: StandInContext = { ...options, events };
  const watch = <T extends KubernetesObject>(
    type: ResourceType,
    onEvent: (object: T, how: 'listed' | 'changed' | 'deleted') => void,
    more: { labels?: Record<string, string>; signal?: AbortSignal } = {},
  ) => {
    void watchResource<T>({
      api,
      type,
      signal,
      ...more,
      onEvent: (how, object) => onEvent(object, how),
      onError: error => log(`watch of ${type.plural}: ${error}`),
    });
  };

  const requests = new RequestControllers(context, watch);
  const promises = new Controller<PromiseState>(context, {
    name: 'PromiseController',
    regarding: ({ object }) => object,
    decide: nextPromiseStep,
    read: async key => {
      const state = await readPromise(context, key);
      if (state && isServed(state)) {
        requests.start(state.object);
      } else if (!state) {
        requests.stop(key.name);
      }
      return state;
    },
  });
  const works = new Controller(context, {
    name: 'Scheduler',
    regarding: ({ work }) => work,
    read: key => readWork(context, key),
    decide: nextWorkStep,
  });
  const destinations = new Controller<Destination>(context, {
    name: 'DestinationController',
    regarding: destination => destination,
    read: key => api.find(types.destination, key),
    decide: nextDestinationStep,
  });
  const healthRecords = new Controller(context, {
    name: 'HealthRecordController',
    regarding: ({ record }) => record,
    read: key => readHealth(context, key),
    decide: nextHealthStep,
  });
  const node = new Controller<Pod>(context, {
    name: 'Scheduler',
    regarding: pod => pod,
    read: key => api.find(types.pod, key),
    decide: pod => nextPodStep(context, pod),
  });

  /** A Job, Work or binding belongs to a resource request or to a Promise, by its labels. */
  const onOwned = (object: KubernetesObject) => {
    const { labels = {} } = object.metadata;
    const promise = labels[labelNames.promise];
    if (labels[labelNames.resource]) {
      requests.enqueueOwnerOf(object);
    } else if (promise) {
      promises.enqueue({ name: promise });
    }
  };
  watch<KratixPromise>(types.promise, ({ metadata }) =>
    promises.enqueue(metadata),
  );
  watch(types.promiseRevision, onOwned);
  watch(types.customResourceDefinition, onOwned);
  watch(types.resourceBinding, onOwned);
  watch(types.job, onOwned, { labels: managedByKratix });
  const seenWorks = new Map<string, Work>();
  watch<Work>(types.work, (work, how) => {
    if (how === 'deleted') {
      seenWorks.delete(work.metadata.uid ?? '');
    } else {
      seenWorks.set(work.metadata.uid ?? '', work);
      works.enqueue(work.metadata);
    }
    onOwned(work);
  });
  watch<Destination>(types.destination, ({ metadata }) => {
    destinations.enqueue(metadata);
    seenWorks.forEach(work => works.enqueue(work.metadata));
  });
  watch<HealthRecord>(types.healthRecord, ({ metadata }) =>
    healthRecords.enqueue(metadata),
  );
  watch<Pod>(
    types.pod,
    ({ metadata, spec }, how) => {
      if (how === 'deleted') {
        options.notes.delete(metadata.uid);
      }
      // Between its first and its last step, only the timer advances a pod.
      const isDue = !spec.nodeName || metadata.deletionTimestamp;
      if (isDue ? how !== 'deleted' : how === 'listed') {
        node.enqueue(metadata);
      }
    },
    { labels: managedByKratix },
  );
}

/** Whether requests of the Promise can be watched. */
function isServed({ api, object }: PromiseState) {
  const { deletionTimestamp, finalizers = [] } = object.metadata;
  const isKept = !deletionTimestamp || finalizers.includes(finalizerNames.crd);
  return isKept && isTrue(api?.installed?.status, 'Established');
}
