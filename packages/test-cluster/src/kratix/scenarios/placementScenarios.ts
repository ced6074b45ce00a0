import { objectOf } from '@kratix-portal/kratix-stand-in';
import { RecordingWorld } from '../RecordingWorld';
import { types, redisStatus } from './actions';
import type { Scenario } from './Scenario';

async function destination(
  world: RecordingWorld,
  name: string,
  environment: string,
) {
  const type = types.destination;
  const stateStoreRef = { kind: 'BucketStateStore', name: 'default' };
  await world.api.apply(
    type,
    objectOf(
      type,
      { name, labels: { environment } },
      { spec: { path: name, stateStoreRef } },
    ),
    'test',
  );
  return { type, key: { name } };
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
    // The recording has no lines about the Promise, whose Work waits for the same Destination.
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
];
