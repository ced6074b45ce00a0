import { labelNames } from '@kratix-portal/kratix-stand-in';
import {
  manual,
  pause,
  resume,
  release,
  fails,
  suspends,
  redisStatus,
  prepare,
  haveFailed,
} from './actions';
import type { Scenario } from './Scenario';

export const deletionScenarios: Scenario[] = [
  {
    name: 'request-delete',
    play: async world => {
      await prepare(world, 'delete-me', { data: 'x' });
      await world.delete();
    },
    // In the recording Kratix wrote the WorkPlacement to its state store only after the deletion had started. This depends on timing.
    withoutObjects: [/^WorkPlacement/],
  },
  {
    name: 'request-delete-while-paused',
    play: async world => {
      await prepare(world, 'example', { name: 'two' });
      await world.patch(pause);
      await world.reaches('PausedReconciliation');
      await world.delete();
      await world.settle();
      await world.patch(resume);
    },
    // In the recording the request still has these values, because its Promise was paused earlier.
    withoutPaths: [/PromiseAvailable$/, /run-from-start$/, /^status.message$/],
  },
  {
    name: 'request-delete-suspended',
    play: async world => {
      await world.install();
      await world.create('suspend-test', { data: 'banana' });
      await world.reaches('Reconciled');
      await world.patch({ spec: { data: 'apple' } });
      await world.sees('WorkflowPending');
      await world.reaches('Reconciled');
      await world.record();
      await world.patch(
        suspends('waiting for delete approval', 'resource-delete-pipe'),
      );
      await world.delete();
      await world.reaches('WorkflowSuspended');
      await world.patch(release);
    },
    withoutObjects: [/^WorkPlacement/],
  },
  {
    name: 'request-delete-failed',
    play: async world => {
      await prepare(world, 'delete-fails', { data: 'x' });
      await world.patch(fails('resource-delete-pipe'));
      await world.delete();
      await world.reaches(
        'DeleteWorkflowFailed',
        world.request,
        'DeleteWorkflowCompleted',
      );
      await world.patch({ ...manual, ...fails(null) });
    },
    withoutObjects: [/^WorkPlacement/],
  },
  {
    name: 'promise-delete',
    play: async world => {
      await world.install();
      await world.create('example', { size: 'small' }, redisStatus(1));
      await world.reaches('Reconciled');
      await world.record({ accounts: true });
      await world.delete(world.promise);
    },
  },
  {
    name: 'promise-delete-failed',
    play: async world => {
      await world.install();
      await world.create('left-over', { data: 'x' });
      await world.reaches('Reconciled');
      await world.patch(fails('promise-delete-pipe'), world.promise);
      await world.record({ accounts: true });
      await world.delete(world.promise);
      await world.reaches(
        'DeleteWorkflowFailed',
        world.promise,
        'DeleteWorkflowCompleted',
      );
      await world.patch(manual, world.promise);
      await haveFailed(world, 2, {
        [labelNames.pipeline]: 'promise-delete-pipe',
      });
      await world.settle();
      await world.patch({ ...manual, ...fails(null) }, world.promise);
    },
    // Without destinationSelectors, Kratix may choose any Destination. How often Kratix reconciles the request depends on timing.
    withoutObjects: [/^WorkPlacement/],
    withoutEvents: [/ ReconcileSucceeded: /],
  },
];
