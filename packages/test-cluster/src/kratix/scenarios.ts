import {
  JsonObject,
  KratixPromise,
  objectOf,
  resourceTypes,
} from '@kratix-portal/kratix-stand-in';
import { RecordingWorld, until } from './RecordingWorld';
import type { Selection } from './select';

/** A recording, and a function that repeats the actions of its user with the stand-in. */
export interface Scenario extends Selection {
  name: string;
  play(world: RecordingWorld): Promise<void>;
  /** The first objects of these kinds must appear in this order. */
  order?: string[];
}

const demo = 'demo.kratix-portal.io';
const manual = { labels: { 'kratix.io/manual-reconciliation': 'true' } };
const pause = { labels: { 'kratix.io/paused': 'true' } };
const resume = { labels: { 'kratix.io/paused': null } };
const release = { labels: { 'kratix.io/workflow-suspended': null } };
const types = resourceTypes;

function fails(pipeline: string | null) {
  return { annotations: { [`${demo}/fail`]: pipeline } };
}

function suspends(message: string, pipeline = 'true') {
  return {
    annotations: {
      [`${demo}/suspend`]: pipeline,
      [`${demo}/suspend-message`]: message,
    },
  };
}

/** Makes a pipeline write this status, as the pipeline of the recording did. No container runs here. */
function writes(status: JsonObject) {
  return { annotations: { [`${demo}/status`]: JSON.stringify(status) } };
}

function redisStatus(replicas: number) {
  return writes({
    message: `example redis instance is deployed with ${replicas} replicas`,
    connectionDetails: { host: 'rfs-example.default.svc', port: 6379 },
    replicas,
  });
}

/** Makes the pipelines of a workflow write no files. */
function silence(type: 'promise' | 'resource', ...names: string[]) {
  return ({ spec }: KratixPromise) => {
    const { configure = [] } = spec?.workflows?.[type] ?? {};
    const pipelines = configure as Array<{ metadata: { name: string } }>;
    for (const { metadata } of pipelines) {
      if (!names.length || names.includes(metadata.name)) {
        Object.assign(metadata, {
          annotations: { [`${demo}/output`]: 'none' },
        });
      }
    }
  };
}

/** Installs the first Promise and a request, waits for the request, and starts to record. */
async function prepare(
  world: RecordingWorld,
  name: string,
  spec: JsonObject,
  metadata?: { annotations: Record<string, string> },
) {
  await world.install();
  await world.create(name, spec, metadata);
  await world.reaches('Reconciled');
  await world.record();
}

/** Waits until this number of Jobs of the last request have failed. */
async function hasFailed(world: RecordingWorld, times: number) {
  await until(`failure ${times}`, async () => {
    const { items } = await world.api.list(types.job, {
      labels: { 'kratix.io/resource-name': world.request.key.name },
    });
    const failed = items.filter(
      job => (job as { status?: { failed?: number } }).status?.failed,
    );
    return failed.length === times;
  });
  await world.reaches('ConfigureWorkflowFailed');
}

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

const pausePromise = async (world: RecordingWorld) => {
  await world.patch(pause, world.promise);
  await world.reaches('PausedReconciliation', world.promise);
};

/** Pauses a Promise, edits one request and creates another one, and resumes the Promise. */
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

/** Moves the binding of the last request to another version. */
async function bind(world: RecordingWorld, version: string) {
  await world.patch({ spec: { version } }, await world.binding());
}

const latestVersion = async (world: RecordingWorld, reason: string) => {
  await world.reaches(reason, await world.binding(), 'UpgradeSucceeded');
};

export const scenarios: Scenario[] = [
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
        { annotations: { [`${demo}/fail`]: 'true' } },
      );
      await hasFailed(world, 1);
      await world.patch({ spec: { message: 'hello-again' } });
      await hasFailed(world, 2);
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
        { annotations: { [`${demo}/fail`]: 'true' } },
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
      const hold = `${demo}/hold`;
      await world.patch({
        annotations: { ...redisStatus(1).annotations, [hold]: 'true' },
        spec: { size: 'small' },
      });
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
    name: 'request-delete-while-paused',
    play: async world => {
      await prepare(world, 'example', { name: 'two' });
      await world.patch(pause);
      await world.reaches('PausedReconciliation');
      await world.delete();
      await world.settle();
      await world.patch(resume);
    },
    // In the recording the request still has these values from an earlier pause of its Promise.
    withoutPaths: [/PromiseAvailable$/, /run-from-start$/, /^status.message$/],
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
        { annotations: { ...annotations, [`${demo}/retry-after`]: '5' } },
      );
      await world.sees('WorkflowSuspended');
      await world.sees('WorkflowPending');
      await world.sees('WorkflowSuspended');
      await world.patch({ annotations: { [`${demo}/suspend`]: null } });
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
    name: 'request-delete',
    play: async world => {
      await prepare(world, 'delete-me', { data: 'x' });
      await world.delete();
    },
    // In the recording Kratix wrote the WorkPlacement to its state store only after the deletion had started. This depends on timing.
    withoutObjects: [/^WorkPlacement/],
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
      await until('the second failure', async () => {
        const { items } = await world.api.list(types.job, {
          labels: { 'kratix.io/pipeline-name': 'promise-delete-pipe' },
        });
        return (
          items.filter(
            job => (job as { status?: { failed?: number } }).status?.failed,
          ).length === 2
        );
      });
      await world.settle();
      await world.patch({ ...manual, ...fails(null) }, world.promise);
    },
    // Without destinationSelectors, Kratix may choose any Destination. How often Kratix reconciles the request depends on timing.
    withoutObjects: [/^WorkPlacement/],
    withoutEvents: [/ ReconcileSucceeded: /],
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
  {
    name: 'request-pipeline-namespace',
    play: async world => {
      await world.install();
      await world.record();
      await world.create('test-request', {});
    },
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
      await world.reaches(
        'PromiseRequirementsNotInstalled',
        world.request,
        'PromiseAvailable',
      );
    },
    // In the recording the Promise was available for a moment before its first run. This depends on timing.
    withoutPaths: [/lastAvailableTime$/],
    withoutEvents: [/ Available: /],
  },
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
  {
    name: 'upgrade-pinned',
    play: async world => {
      await world.install(1);
      await world.install(0);
      await world.record();
      const type = types.resourceBinding;
      await world.api.create(
        type,
        objectOf(
          type,
          {
            namespace: 'default',
            name: 'pre-created-binding-for-rr-three',
            labels: {
              'kratix.io/promise-name': 'upgrade',
              'kratix.io/resource-name': 'upgrade-rr-three',
            },
          },
          {
            spec: {
              version: 'v0.1.0-BETA',
              promiseRef: { name: 'upgrade' },
              resourceRef: { name: 'upgrade-rr-three', namespace: 'default' },
            },
          },
        ),
      );
      await world.create('upgrade-rr-three', { configMapName: 'cherry' });
      await world.reaches('Reconciled');
      await bind(world, 'v0.2.0-NEXTVERSION');
      await latestVersion(world, 'UpgradeComplete');
      await bind(world, 'v9.9.9');
      await latestVersion(world, 'UpgradeInProgress');
      await bind(world, 'v0.2.0-NEXTVERSION');
      await latestVersion(world, 'UpgradeComplete');
    },
    // In the recording Kratix stopped and restarted one Job, because it saw the new revision before its own label. This depends on timing.
    withoutObjects: [/^(Job|Pod) /],
    withoutEvents: [/ PipelineStarted: /],
  },
];
