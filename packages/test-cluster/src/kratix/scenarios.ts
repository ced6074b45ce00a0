import { resourceTypes } from '@kratix-portal/kratix-stand-in';
import { RecordingWorld, until } from './RecordingWorld';

/** A recording, and how to do to the stand-in what its user did to Kratix. */
export interface Scenario {
  name: string;
  play(world: RecordingWorld): Promise<void>;
  /** Kinds that first appear in the same order. */
  order?: string[];
  /** Objects that are not compared. */
  withoutObjects?: RegExp[];
  /** Paths that are not compared. */
  withoutPaths?: RegExp[];
}

const fail = 'demo.kratix-portal.io/fail';
const manual = { 'kratix.io/manual-reconciliation': 'true' };

const types = resourceTypes;

/** What a pipeline of a recording wrote to the status: no container runs here. */
function writes(status: object) {
  return { 'demo.kratix-portal.io/status': JSON.stringify(status) };
}

function redisStatus(replicas: number) {
  return writes({
    message: `example redis instance is deployed with ${replicas} replicas`,
    connectionDetails: { host: 'rfs-example.default.svc', port: 6379 },
    replicas,
  });
}

/** Installs the first Promise, creates a request and waits until it is reconciled. */
async function prepare(
  world: RecordingWorld,
  name: string,
  spec: Parameters<RecordingWorld['create']>[2],
  metadata: Parameters<RecordingWorld['create']>[3] = {},
) {
  const promise = world.fixture.promises[0];
  await world.install(promise);
  const type = world.typeOf();
  const key = await world.create(type, name, spec, metadata);
  await world.reaches(type, key, 'Reconciled');
  return { type, key };
}

/** The Promise of a recording whose pipelines write no files. */
function withoutOutput(world: RecordingWorld) {
  const promise = world.promise(world.fixture.promises[0].metadata.name);
  const { configure = [] } = promise.spec?.workflows?.resource ?? {};
  for (const pipeline of configure as Array<{ metadata: object }>) {
    Object.assign(pipeline.metadata, {
      annotations: { 'demo.kratix-portal.io/output': 'none' },
    });
  }
  return promise;
}

export const scenarios: Scenario[] = [
  {
    name: 'promise-install',
    play: async world => {
      await world.record({ accounts: true });
      await world.apply(world.promise('redis'));
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
      await world.install(world.promise('redis'));
      await world.record();
      await world.create(
        world.typeOf(),
        'example',
        { size: 'small' },
        { annotations: redisStatus(1) },
      );
    },
    order: ['redis', 'ResourceBinding', 'Job', 'Pod', 'Work'],
  },
  {
    name: 'request-update',
    play: async world => {
      const { type, key } = await prepare(
        world,
        'example',
        { size: 'small' },
        { annotations: redisStatus(1) },
      );
      await world.record();
      await world.api.patch(type, key, {
        metadata: { annotations: redisStatus(3) },
        spec: { size: 'large' },
      });
    },
  },
  {
    name: 'request-failed',
    play: async world => {
      await world.install(withoutOutput(world));
      await world.record();
      const type = world.typeOf();
      const key = await world.create(
        type,
        'example',
        { message: 'hello' },
        { annotations: { [fail]: 'true' } },
      );
      await world.reaches(type, key, 'ConfigureWorkflowFailed');
      await world.edit(type, key, { message: 'hello-again' });
      await until('the second failure', async () => {
        const { items } = await world.api.list<
          { status?: { failed?: number } } & Parameters<
            typeof world.api.create
          >[1]
        >(types.job, {
          namespace: 'default',
          labels: { 'kratix.io/resource-name': 'example' },
        });
        return items.filter(({ status }) => status?.failed).length === 2;
      });
      await world.reaches(type, key, 'ConfigureWorkflowFailed');
      await world.api.patch(type, key, {
        metadata: { annotations: { [fail]: null }, labels: manual },
      });
    },
  },
  {
    name: 'request-delete',
    play: async world => {
      const { type, key } = await prepare(world, 'delete-me', { data: 'x' });
      await world.record();
      await world.api.delete(type, key);
    },
    // Real Kratix wrote this one to its state store only when it was already to be deleted, by chance.
    withoutObjects: [/^WorkPlacement/],
  },
  {
    name: 'no-pipelines',
    play: async world => {
      await world.record();
      await world.install(world.promise('healthchecktest'));
      const type = world.typeOf();
      const key = await world.create(type, 'example', {});
      await until('the request', async () => {
        const found = await world.api.get<
          { status?: { observedGeneration?: number } } & Parameters<
            typeof world.api.create
          >[1]
        >(type, key);
        return found.status?.observedGeneration;
      });
      await world.settle();
      await world.api.patch(type, key, {
        metadata: { labels: { foo: 'bar' } },
        spec: { unknown: 'is pruned' },
      });
    },
  },
];
