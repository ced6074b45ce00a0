import { objectOf, type JsonObject } from '@kratix-portal/kratix-stand-in';
import { RecordingWorld } from '../RecordingWorld';
import { types, redisStatus } from './actions';
import type { Scenario } from './Scenario';

async function destination(
  world: RecordingWorld,
  name: string,
  environment: string,
  more: JsonObject = {},
) {
  const type = types.destination;
  const stateStoreRef = { kind: 'BucketStateStore', name: 'default' };
  await world.api.apply(
    type,
    objectOf(
      type,
      { name, labels: { environment } },
      { spec: { path: name, stateStoreRef, ...more } },
    ),
    'test',
  );
  return { type, key: { name } };
}

/** The labels that the pipeline of a compound Promise writes on the requests that it makes. */
function partOf(name: string) {
  return {
    labels: {
      'kratix.io/parent-promise-name': 'compound-promise',
      'kratix.io/parent-resource-name': name,
      'kratix.io/parent-resource-namespace': 'default',
    },
  };
}

export const placementScenarios: Scenario[] = [
  {
    name: 'request-works-pending',
    play: async world => {
      await world.install();
      await world.record();
      await world.create('example', { size: 'small' }, redisStatus(1));
      await world.reaches('WorksPending', world.request, 'WorksSucceeded');
      const made = await destination(world, 'staging', 'staging');
      await world.reaches('Reconciled');
      await world.patch({ labels: { environment: 'other' } }, made);
      await world.reaches('WorksFailing');
      await world.patch({ labels: { environment: 'staging' } }, made);
      await world.reaches('Reconciled');
    },
    // The recording does not contain the Promise, whose Work waits for the same Destination.
    withoutObjects: [/^Promise /, /^Work Promise/, /redis-staging-promise/],
  },
  {
    name: 'request-no-destination',
    play: async world => {
      await world.install();
      await world.record();
      await world.create('needs-destination', { size: 'small' });
      await world.reaches('WorksPending', world.request, 'WorksSucceeded');
      const made = await destination(world, 'staging-1', 'staging');
      await world.reaches('Reconciled');
      await world.patch({ labels: { environment: 'other' } }, made);
      await world.reaches('WorksFailing');
    },
  },
  {
    name: 'destination-ready',
    play: async world => {
      await world.record();
      await destination(world, 'worker-2', 'prod');
    },
  },
  {
    name: 'request-compound',
    play: async world => {
      await destination(world, 'platform', 'platform', {
        strictMatchLabels: true,
      });
      await world.install(1);
      await world.install(2);
      await world.install(0);
      await world.record();
      const app = await world.create('app1', {});
      await world.reaches('Reconciled');
      // The GitOps tool of the Destination applies what the pipeline wrote there.
      const parts = [
        await world.create('app1-cache', { size: 'small' }, partOf('app1'), 1),
        await world.create(
          'app1-config',
          { configMapName: 'app1' },
          partOf('app1'),
          2,
        ),
      ];
      for (const part of parts) {
        await world.reaches('Reconciled', part);
      }
      for (const each of [app, ...parts]) {
        await world.delete(each);
        await world.isGone(each);
      }
    },
  },
];
