import { JsonObject, objectOf } from '@kratix-portal/kratix-stand-in';
import { RecordingWorld } from '../RecordingWorld';
import { types, prepare } from './actions';
import type { Scenario } from './Scenario';

async function health(
  world: RecordingWorld,
  name: string,
  state: string,
  details: JsonObject,
  more: JsonObject = {},
) {
  const promise = world.promise.key;
  const type = types.healthRecord;
  const resourceRef = { ...world.request.key, ...more };
  const record = objectOf(
    type,
    { namespace: 'default', name },
    {
      data: {
        promiseRef: { name: promise.name },
        resourceRef,
        state,
        lastRun: 1,
        details,
      },
    },
  );
  await world.api.apply(type, record, 'test');
  await world.settle();
  return { type, key: record.metadata };
}

export const healthScenarios: Scenario[] = [
  {
    name: 'health-records',
    play: async world => {
      await world.install();
      await world.create('example', {}, { labels: { foo: 'bar' } });
      await world.settle();
      await world.record();
      const more = { generation: 1 };
      await health(
        world,
        'healthy-example',
        'healthy',
        { info: 'message' },
        more,
      );
      const errors = { errors: { message: 'error' } };
      const made = await health(
        world,
        'unhealthy-example',
        'unhealthy',
        errors,
        more,
      );
      await world.delete(made);
    },
    // The recording ends before Kratix removes its finalizer.
    withoutObjects: [/^HealthRecord unhealthy/],
  },
  {
    name: 'request-health',
    play: async world => {
      await prepare(world, 'example', { size: 'small' });
      const name = 'example-health';
      const checked = 'redis-cli ping';
      await health(world, name, 'healthy', { checked });
      await health(world, name, 'unhealthy', { checked, reason: 'disk full' });
      await health(world, name, 'unhealthy', {
        checked,
        reason: 'disk full, read-only',
      });
      await world.patch({ spec: { size: 'large' } });
      await world.sees('WorkflowPending');
      await world.reaches('Reconciled');
      const made = await health(world, name, 'healthy', { checked });
      await world.delete(made);
    },
  },
];
