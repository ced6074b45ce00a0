import { demoNames } from '@kratix-portal/kratix-stand-in';
import {
  manual,
  pause,
  resume,
  release,
  fails,
  suspends,
  writes,
  redisStatus,
  silence,
  prepare,
  haveFailed,
} from './actions';
import type { Scenario } from './Scenario';

export const requestScenarios: Scenario[] = [
  {
    name: 'request-success',
    play: async world => {
      await world.install();
      await world.record();
      await world.create('example', { size: 'small' }, redisStatus(1));
    },
    order: ['redis', 'ResourceBinding', 'Job', 'Pod', 'Work'],
  },
  {
    name: 'request-update',
    play: async world => {
      await prepare(world, 'example', { size: 'small' }, redisStatus(1));
      await world.patch({ ...redisStatus(3), spec: { size: 'large' } });
    },
  },
  {
    name: 'request-failed',
    play: async world => {
      await world.install(0, silence('resource'));
      await world.record();
      await world.create(
        'example',
        { message: 'hello' },
        { annotations: { [demoNames.fail]: 'true' } },
      );
      await haveFailed(world, 1);
      await world.reaches('ConfigureWorkflowFailed');
      await world.patch({ spec: { message: 'hello-again' } });
      await haveFailed(world, 2);
      await world.reaches('ConfigureWorkflowFailed');
      await world.patch({ ...manual, ...fails(null) });
    },
  },
  {
    name: 'request-failed-crashloop',
    play: async world => {
      await world.install();
      await world.record();
      await world.create(
        'crash',
        { size: 'small' },
        { annotations: { [demoNames.fail]: 'true' } },
      );
      await world.reaches('ConfigureWorkflowFailed');
    },
  },
  {
    name: 'request-manual-reconciliation',
    play: async world => {
      await prepare(world, 'example', { size: 'large' }, redisStatus(3));
      await world.patch(manual);
      await world.sees('WorkflowPending');
      await world.reaches('Reconciled');
      const hold = demoNames.hold;
      await world.patch({
        annotations: { ...redisStatus(1).annotations, [hold]: 'true' },
        spec: { size: 'small' },
      });
      await world.runs('redis-configure-pipeline');
      await world.sees('WorkflowPending');
      await world.patch(manual);
      await world.settle();
      await world.patch({ annotations: { [hold]: null } });
    },
  },
  {
    name: 'request-paused',
    play: async world => {
      await world.install();
      await world.record();
      await world.create('example', { name: 'one' });
      await world.reaches('Reconciled');
      await world.patch(pause);
      await world.reaches('PausedReconciliation');
      await world.patch({ spec: { name: 'two' } });
      await world.settle();
      await world.patch(resume);
    },
  },
  {
    name: 'request-suspended',
    play: async world => {
      await world.install();
      await world.record();
      await world.create(
        'suspend-test',
        { data: 'banana' },
        suspends('waiting for configmap'),
      );
      await world.reaches('WorkflowSuspended');
      await world.patch({ spec: { data: 'apple' } });
      await world.sees('WorkflowPending');
      await world.reaches('WorkflowSuspended');
      await world.patch(release);
    },
  },
  {
    name: 'request-retry-after',
    play: async world => {
      await world.install(0, silence('resource'));
      await world.record();
      const { annotations } = suspends('retrying resource pipeline');
      await world.create(
        'retry-test',
        {},
        { annotations: { ...annotations, [demoNames.retryAfter]: '5' } },
      );
      await world.sees('WorkflowSuspended');
      await world.sees('WorkflowPending');
      await world.sees('WorkflowSuspended');
      await world.patch({ annotations: { [demoNames.suspend]: null } });
    },
  },
  {
    name: 'request-three-pipelines-approval',
    play: async world => {
      const quiet = silence('resource', 'create-issue', 'approval-gate');
      await world.install(0, promise => {
        quiet(promise);
        const { configure = [] } = promise.spec?.workflows?.resource ?? {};
        const [, , last] = configure as Array<{ metadata: object }>;
        const message = 'Namespace team-a created';
        Object.assign(
          last.metadata,
          writes({ message, namespaceName: 'team-a' }),
        );
      });
      await world.record();
      const message = 'waiting for the sign-off issue to be closed';
      const spec = { namespaceName: 'team-a' };
      await world.create('team-a', spec, suspends(message, 'approval-gate'));
      await world.reaches('WorkflowSuspended');
      await world.patch(release);
    },
    // Without destinationSelectors, Kratix may choose any Destination.
    withoutObjects: [/^WorkPlacement/],
  },
  {
    name: 'request-pipeline-namespace',
    play: async world => {
      await world.install();
      await world.record();
      await world.create('test-request', {});
    },
  },
];
