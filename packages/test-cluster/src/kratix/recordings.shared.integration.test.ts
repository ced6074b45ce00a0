/* eslint jest/expect-expect: ["warn", { "assertFunctionNames": ["expect", "expectRecording"] }] */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { useTestPlatform } from '../testing/useTestPlatform';
import { installKratix } from './installKratix';
import {
  ClusterRecorder,
  firstAppearances,
  JsonObject,
  KratixPromise,
  KubernetesApi,
  ObjectKey,
  pause,
  readKubeconfig,
  readRecording,
  recordCluster,
  RecordedLine,
  RecordedObject,
  recordedPromise,
  ReducedRecording,
  reduceRecording,
  requestTypeOf,
  ResourceType,
  resourceTypes,
  sharedKratixFolder,
} from '@kratix-portal/kratix-stand-in';

const scenarioMilliseconds = 30_000;

const event: ResourceType = {
  group: '',
  version: 'v1',
  plural: 'events',
  kind: 'Event',
  namespaced: true,
};

/** What a recording about one resource request holds, besides the request itself. */
const requestTypes = [
  resourceTypes.resourceBinding,
  resourceTypes.job,
  resourceTypes.pod,
  resourceTypes.work,
  resourceTypes.workPlacement,
  event,
];

const installTypes = [
  resourceTypes.promise,
  resourceTypes.promiseRevision,
  resourceTypes.customResourceDefinition,
  resourceTypes.clusterRole,
  resourceTypes.clusterRoleBinding,
  resourceTypes.serviceAccount,
  resourceTypes.configMap,
  ...requestTypes,
];

describe('the stand-in beside the recordings of real Kratix', () => {
  const platform = useTestPlatform({ kratix: 'none' });
  let api: KubernetesApi;
  let kratix: { stop(): Promise<void> };
  let recorder: ClusterRecorder | undefined;

  beforeAll(async () => {
    const { kubeconfigs, paths } = platform.current.endpoints;
    kratix = await installKratix({
      kubeconfig: kubeconfigs.admin,
      stateDir: paths.stateDir,
      logsDir: paths.logs,
      standIn: true,
      samplePromises: false,
      stepMilliseconds: 20,
    });
    api = new KubernetesApi(await readKubeconfig(kubeconfigs.admin), 'test');
    await installFence();
  }, 60_000);

  afterEach(() => {
    recorder?.stop();
    recorder = undefined;
  });

  afterAll(async () => {
    await api?.close();
    await kratix?.stop();
  }, 60_000);

  const fencePromise: KratixPromise = {
    apiVersion: 'platform.kratix.io/v1alpha1',
    kind: 'Promise',
    metadata: { name: 'fence' },
    spec: {
      api: {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: 'fences.test.example.com' },
        spec: {
          group: 'test.example.com',
          scope: 'Namespaced',
          names: { kind: 'Fence', plural: 'fences', singular: 'fence' },
          versions: [
            {
              name: 'v1',
              served: true,
              storage: true,
              schema: { openAPIV3Schema: { type: 'object' } },
            },
          ],
        },
      },
    },
  };
  let fences = 0;

  async function until<T>(
    what: string,
    read: () => Promise<T | undefined> | T | undefined,
  ): Promise<T> {
    const deadline = Date.now() + scenarioMilliseconds;
    for (;;) {
      const result = await read();
      if (result) {
        return result;
      }
      if (Date.now() > deadline) {
        throw new Error(`waited in vain for ${what}`);
      }
      await pause(50);
    }
  }

  async function installPromise(promise: KratixPromise) {
    await api.ensure(resourceTypes.promise, promise);
    const { name } = promise.metadata;
    await until(`Promise ${name}`, async () => {
      const found = await api.get<KratixPromise>(resourceTypes.promise, {
        name,
      });
      return found.status?.conditions?.some(
        ({ type, status }) => type === 'WorksSucceeded' && status === 'True',
      );
    });
  }

  async function installFence() {
    await installPromise(fencePromise);
  }

  /** A request that goes its whole way: the stand-in has had the time to write more about others, had it wanted to. */
  async function passFence() {
    fences += 1;
    const type = requestTypeOf(fencePromise);
    const key = { namespace: 'default', name: `fence-${fences}` };
    await api.create(type, {
      apiVersion: 'test.example.com/v1',
      kind: 'Fence',
      metadata: key,
    });
    await until('the fence', async () => {
      const fence = await api.get<RecordedObject>(type, key);
      return fence.status?.workflowsSucceeded === 0;
    });
  }

  /** Waits until the cluster has shown what the recording shows, and then compares: what is missing by then will not come. */
  async function expectRecording(
    made: ClusterRecorder,
    recorded: RecordedLine[],
    select: (reduced: ReducedRecording) => ReducedRecording = all => all,
  ) {
    const wanted = select(reduceRecording(recorded));
    const deadline = Date.now() + scenarioMilliseconds;
    const isThere = () =>
      JSON.stringify(sorted(select(reduceRecording(made.lines)))) ===
      JSON.stringify(sorted(wanted));
    while (!isThere() && Date.now() < deadline) {
      await pause(50);
    }
    await passFence();
    expect(select(reduceRecording(made.lines))).toEqual(wanted);
  }

  function sorted(value: unknown): unknown {
    if (Array.isArray(value)) {
      return value.map(sorted);
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, entry]) => [key, sorted(entry)]),
    );
  }

  function without(...prefixes: string[]) {
    return (reduced: ReducedRecording): ReducedRecording =>
      Object.fromEntries(
        Object.entries(reduced).filter(
          ([name]) => !prefixes.some(prefix => name.startsWith(prefix)),
        ),
      );
  }

  function belongsTo(
    promise: string,
    name: string,
    type: ResourceType,
    { kind, metadata, spec, involvedObject }: RecordedObject,
  ) {
    const { labels = {} } = metadata;
    switch (kind) {
      case type.kind:
        return metadata.name === name;
      case 'WorkPlacement':
        return spec?.promiseName === promise && spec.resourceName === name;
      case 'Event': {
        const about = involvedObject as JsonObject;
        return about.kind === type.kind
          ? about.name === name
          : String(about.name).includes(`${promise}-${name}-`);
      }
      default:
        return (
          labels['kratix.io/promise-name'] === promise &&
          labels['kratix.io/resource-name'] === name
        );
    }
  }

  /** Records one request of a Promise, and what belongs to it. */
  async function recordRequest(promise: KratixPromise, name: string) {
    const type = requestTypeOf(promise);
    recorder = await recordCluster({
      api,
      types: [type, ...requestTypes],
      wants: object => belongsTo(promise.metadata.name, name, type, object),
    });
    // The recordings begin with the Events of earlier runs behind them.
    const { lines } = recorder;
    const before = lines.filter(({ object }) => object.kind !== 'Event');
    lines.splice(0, lines.length, ...before);
    return { type, recorder, key: { namespace: 'default', name } };
  }

  async function apply(
    type: ResourceType,
    key: ObjectKey,
    spec: JsonObject,
    annotations?: Record<string, string>,
  ) {
    await api.create<RecordedObject>(type, {
      apiVersion: `${type.group}/${type.version}`,
      kind: type.kind,
      metadata: { ...key, name: key.name, annotations },
      spec,
    });
  }

  /** What the redis pipeline of the recordings wrote to its status; no container runs here that could. */
  const redisStatus = (replicas: number) => ({
    'demo.kratix-portal.io/status': JSON.stringify({
      message: `example redis instance is deployed with ${replicas} replicas`,
      connectionDetails: { host: 'rfs-example.default.svc', port: 6379 },
      replicas,
    }),
  });

  /** Names of objects that the recordings of requests hold only for reference. */
  const ofPromise = ['Promise ', 'PromiseRevision '];

  it('promise-install', async () => {
    const recorded = await readRecording('promise-install');
    const file = join(sharedKratixFolder('promises'), 'redis.yaml');
    const promise = parse(await readFile(file, 'utf8')) as KratixPromise;
    const made = await recordCluster({
      api,
      types: installTypes,
      wants: ({ kind, metadata, involvedObject }) =>
        metadata.name.startsWith('redis') ||
        metadata.labels?.['kratix.io/promise-name'] === 'redis' ||
        (kind === 'Event' &&
          String((involvedObject as JsonObject).name).includes('redis')),
    });
    recorder = made;

    await api.create(resourceTypes.promise, promise);

    await expectRecording(made, recorded);
    const kinds = [
      'Promise',
      'CustomResourceDefinition',
      'PromiseRevision',
      'ClusterRole',
      'Job',
      'Pod',
      'Work',
      'WorkPlacement',
    ];
    expect(firstAppearances(made.lines, kinds)).toEqual(
      firstAppearances(recorded, kinds),
    );
  }, 60_000);

  it('request-success and request-update', async () => {
    const file = join(sharedKratixFolder('promises'), 'redis.yaml');
    const promise = parse(await readFile(file, 'utf8')) as KratixPromise;
    await installPromise(promise);
    const {
      type,
      key,
      recorder: made,
    } = await recordRequest(promise, 'example');

    await apply(type, key, { size: 'small' }, redisStatus(1));

    const success = await readRecording('request-success');
    await expectRecording(made, success, without(...ofPromise));
    const kinds = ['redis', 'ResourceBinding', 'Job', 'Pod', 'Work'];
    expect(firstAppearances(made.lines, kinds)).toEqual(
      firstAppearances(success, kinds),
    );
    made.stop();

    const { recorder: update } = await recordRequest(promise, 'example');
    await api.patch(type, key, {
      metadata: { annotations: redisStatus(3) },
      spec: { size: 'large' },
    });

    await expectRecording(
      update,
      await readRecording('request-update'),
      without(...ofPromise),
    );
  }, 90_000);

  it('request-failed', async () => {
    const recorded = await readRecording('request-failed');
    const promise = recordedPromise(recorded) as KratixPromise;
    // The pipeline of the recording writes no files, and fails by a script. Here nothing runs: annotations say so.
    writesNoFiles(promise);
    await installPromise(promise);
    const {
      type,
      key,
      recorder: made,
    } = await recordRequest(promise, 'example');

    await apply(
      type,
      key,
      { message: 'hello' },
      { 'demo.kratix-portal.io/fail': 'true' },
    );
    await untilFailed(1);
    await api.patch(type, key, { spec: { message: 'hello-again' } });
    await untilFailed(2);
    await api.patch(type, key, {
      metadata: {
        annotations: { 'demo.kratix-portal.io/fail': null },
        labels: { 'kratix.io/manual-reconciliation': 'true' },
      },
    });

    await expectRecording(made, recorded, without(...ofPromise));
  }, 90_000);

  function writesNoFiles(promise: KratixPromise) {
    const pipelines = promise.spec?.workflows?.resource?.configure ?? [];
    for (const pipeline of pipelines as JsonObject[]) {
      pipeline.metadata = {
        ...(pipeline.metadata as JsonObject),
        annotations: { 'demo.kratix-portal.io/output': 'none' },
      };
    }
  }

  /** The person of the recording waited for each failure, and some seconds more, before the next change. */
  async function untilFailed(failures: number) {
    await until('the failure', async () => {
      const { items } = await api.list<RecordedObject>(resourceTypes.job, {
        namespace: 'default',
        labels: { 'kratix.io/promise-name': 'reconcilable' },
      });
      const failed = items.filter(({ status }) =>
        ((status?.conditions ?? []) as JsonObject[]).some(
          condition => condition.type === 'Failed',
        ),
      );
      return failed.length === failures;
    });
    await passFence();
  }

  it('request-delete', async () => {
    const recorded = await readRecording('request-delete');
    const promise = recordedPromise(recorded) as KratixPromise;
    await installPromise(promise);
    const type = requestTypeOf(promise);
    const key = { namespace: 'default', name: 'delete-me' };
    await apply(type, key, { data: 'x' });
    await until('the request', async () => {
      const request = await api.get<RecordedObject>(type, key);
      return request.status?.lastSuccessfulConfigureWorkflowTime;
    });
    await passFence();
    const { recorder: made } = await recordRequest(promise, 'delete-me');

    await api.delete(type, key);

    await expectRecording(made, recorded, reduced => {
      const rest = without(
        ...ofPromise,
        'WorkPlacement',
        'Events of WorkPl',
      )(reduced);
      // Real Kratix wrote this one to its state store only when it was already to be deleted, by chance; how it ends is compared.
      const placement = reduced['WorkPlacement resource-pipe-0 on worker-1'];
      return { ...rest, 'end of WorkPlacement': placement?.slice(-1) ?? [] };
    });
  }, 90_000);

  it('no-pipelines', async () => {
    const recorded = await readRecording('no-pipelines');
    const promise = recordedPromise(recorded) as KratixPromise;
    const name = promise.metadata.name;
    const isOf = ({ metadata }: RecordedObject) =>
      metadata.name.startsWith(name) ||
      metadata.labels?.['kratix.io/promise-name'] === name;
    const first = await recordCluster({
      api,
      types: [resourceTypes.promise, resourceTypes.promiseRevision, event],
      wants: isOf,
    });
    recorder = first;
    await installPromise(promise);
    const {
      type,
      key,
      recorder: second,
    } = await recordRequest(promise, 'example');
    await apply(type, key, {});
    await until('the request', async () => {
      const request = await api.get<RecordedObject>(type, key);
      return request.status?.workflowsSucceeded === 0;
    });
    await passFence();
    await api.patch(type, key, {
      metadata: { labels: { foo: 'bar' } },
      spec: { unknown: 'is pruned' },
    });

    const requestNames = ['Healthchecktest', 'ResourceBinding', 'Events of H'];
    const isOfRequest = (object: string) =>
      requestNames.some(prefix => object.startsWith(prefix));
    await expectRecording(second, recorded, reduced =>
      Object.fromEntries(
        Object.entries(reduced).filter(([object]) => isOfRequest(object)),
      ),
    );
    await expectRecording(first, recorded, without(...requestNames));
    first.stop();
  }, 90_000);
});
