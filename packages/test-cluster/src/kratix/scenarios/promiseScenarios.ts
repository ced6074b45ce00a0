import { objectOf } from '@kratix-portal/kratix-stand-in';
import { RecordingWorld } from '../RecordingWorld';
import {
  manual,
  pause,
  resume,
  types,
  suspends,
  silence,
  prepare,
} from './actions';
import type { Scenario } from './Scenario';

const pausePromise = async (world: RecordingWorld) => {
  await world.patch(pause, world.promise);
  await world.reaches('PausedReconciliation', world.promise);
};

/** Pauses a Promise, edits one request and creates another request, and resumes the Promise. */
async function playPause(
  world: RecordingWorld,
  requests: [string, string],
  field: string,
  last = 'three',
) {
  await prepare(world, requests[0], { [field]: 'one' });
  await pausePromise(world);
  const first = world.request;
  await world.patch({ spec: { [field]: 'two' } });
  await world.reaches('PausedReconciliation');
  const second = await world.create(requests[1], { [field]: last });
  await world.reaches('PausedReconciliation');
  await world.patch(resume, world.promise);
  return { first, second };
}

export const promiseScenarios: Scenario[] = [
  {
    name: 'promise-install',
    play: async world => {
      await world.record({ accounts: true });
      await world.apply();
    },
    order: [
      'Promise',
      'CustomResourceDefinition',
      'PromiseRevision',
      'ClusterRole',
      'Job',
      'Pod',
      'Work',
      'WorkPlacement',
    ],
  },
  {
    name: 'promise-paused',
    play: async world => {
      await playPause(world, ['example', 'second'], 'name', 'b');
    },
  },
  {
    name: 'promise-paused-resumed',
    play: async world => {
      await playPause(world, ['existing', 'created-meanwhile'], 'name');
    },
  },
  {
    name: 'promise-paused-resumed-no-pipelines',
    play: async world => {
      const { first, second } = await playPause(
        world,
        ['existing', 'created-meanwhile'],
        'configMapName',
      );
      await world.reaches('PromiseAvailable', world.promise, 'Available');
      await world.patch(manual, second);
      await world.reaches('Reconciled', second);
      await world.patch(manual, first);
    },
    // In the recording Kratix sent this Event for one request before its pipeline started. This depends on timing.
    withoutEvents: [/ ReconcileSucceeded: /],
  },
  {
    name: 'promise-suspended',
    play: async world => {
      await world.record();
      const quiet = silence('promise');
      await world.apply(0, promise => {
        quiet(promise);
        Object.assign(
          promise.metadata,
          suspends('waiting for approval', 'pipe-1'),
        );
      });
      await world.reaches('WorkflowSuspended', world.promise);
      await world.apply(1, quiet);
    },
  },
  {
    name: 'promise-unavailable',
    play: async world => {
      await world.record();
      await world.apply(0, silence('resource'));
      await world.reaches(
        'RequirementsNotInstalled',
        world.promise,
        'RequirementsFulfilled',
      );
      await world.create('example-compound-rr', {});
      await world.reaches(
        'PromiseRequirementsNotInstalled',
        world.request,
        'PromiseAvailable',
      );
      await world.install(1);
      await world.apply(2);
      await world.reaches('Reconciled');
      await world.apply(1);
    },
    // Kratix did not reconcile while the requirement had the wrong version.
    withoutPaths: [/^status.requiredPromises/, /^status.requiredBy/],
  },
  {
    name: 'promise-pipeline-namespace',
    play: async world => {
      await world.api.ensure(
        types.namespace,
        objectOf(types.namespace, { name: 'pipelines-two' }),
      );
      await world.record({ accounts: true });
      await world.install();
      await world.create('n1', {});
      await world.reaches('Reconciled');
      await world.patch(manual, world.promise);
      await world.sees('WorkflowPending', world.promise);
      await world.reaches('Reconciled', world.promise);
      await world.apply(1);
      await world.reaches('WorkflowPending', world.promise);
    },
    // In the recording the Promise was available for a moment before its first run. This depends on timing.
    withoutPaths: [/lastAvailableTime$/],
    withoutEvents: [/ Available: /],
  },
  {
    name: 'no-pipelines',
    play: async world => {
      await world.record();
      await world.install();
      await world.create('example', {});
      await world.settle();
      await world.patch({
        labels: { foo: 'bar' },
        spec: { unknown: 'is pruned' },
      });
    },
  },
  {
    name: 'promise-requirement-wrong-version',
    play: async world => {
      await world.install(0);
      await world.record();
      await world.apply(1);
      const needsKafka = { type: types.promise, key: { name: 'needs-kafka' } };
      await world.reaches(
        'RequirementsNotInstalled',
        needsKafka,
        'RequirementsFulfilled',
      );
      await world.apply(2);
      await world.apply(3);
      await world.reaches('PromiseAvailable', needsKafka, 'Available');
    },
    // The stand-in does not support `dependencies`, and writes no Event for each single requirement.
    withoutObjects: [/^Work/],
    withoutEvents: [/ RequirementsNotInstalled: /],
  },
];
