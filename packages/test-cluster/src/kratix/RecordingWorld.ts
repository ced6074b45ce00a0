import {
  ClusterRecorder,
  findCondition,
  hasApi,
  JsonObject,
  KratixPromise,
  KubernetesApi,
  KubernetesObject,
  ObjectKey,
  objectOf,
  pause,
  recordCluster,
  RecordedObject,
  RecordingFixture,
  requestTypeOf,
  ResourceRequest,
  resourceTypes,
  ResourceType,
} from '@kratix-portal/kratix-stand-in';

/** Long enough for a busy machine. A test that passes does not wait for it. */
export const patienceMilliseconds = 45_000;

const coreEvent: ResourceType = {
  ...resourceTypes.event,
  group: '',
};

/** Kinds that the stand-in only creates for its pipelines and its controller. */
const accountTypes = [
  resourceTypes.customResourceDefinition,
  resourceTypes.clusterRole,
  resourceTypes.clusterRoleBinding,
  resourceTypes.role,
  resourceTypes.roleBinding,
  resourceTypes.serviceAccount,
  resourceTypes.configMap,
];

const kratixTypes = [
  resourceTypes.promise,
  resourceTypes.promiseRevision,
  resourceTypes.resourceBinding,
  resourceTypes.work,
  resourceTypes.workPlacement,
  resourceTypes.destination,
  resourceTypes.healthRecord,
  resourceTypes.job,
  resourceTypes.pod,
  coreEvent,
];

/** Waits until `read` returns a value; a generous limit stops a test that would wait for ever. */
export async function until<T>(
  what: string,
  read: () => Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + patienceMilliseconds;
  for (;;) {
    const result = await read();
    if (result) {
      return result;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what} did not happen in time`);
    }
    await pause(50);
  }
}

const fence: KratixPromise = objectOf(
  resourceTypes.promise,
  { name: 'fence' },
  {
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
  },
);

/** What the user of a recording does, done to a cluster with the stand-in. */
export class RecordingWorld {
  readonly api: KubernetesApi;
  readonly fixture: RecordingFixture;
  #recorder: ClusterRecorder | undefined;
  #fences = 0;

  constructor(api: KubernetesApi, fixture: RecordingFixture) {
    this.api = api;
    this.fixture = fixture;
  }

  get lines() {
    return this.#recorder?.lines ?? [];
  }

  /** The nth version of a Promise of the recording. */
  promise(name: string, version = 0): KratixPromise {
    const found = this.fixture.promises.filter(
      ({ metadata }) => metadata.name === name,
    );
    return structuredClone(found[version]);
  }

  /** The kind that the first Promise of the recording defines, or the named one. */
  typeOf(promise = this.fixture.promises[0].metadata.name) {
    return requestTypeOf(this.promise(promise));
  }

  async apply(promise: KratixPromise) {
    await this.api.apply(resourceTypes.promise, promise, 'test');
  }

  /** Installs a Promise and waits until nothing is left to do. */
  async install(promise: KratixPromise) {
    await this.apply(promise);
    await until(
      `Promise ${promise.metadata.name} to be Available`,
      async () => {
        const found = await this.api.get<KratixPromise>(
          resourceTypes.promise,
          promise.metadata,
        );
        const works = findCondition(found.status, 'WorksSucceeded');
        return works?.status === 'True' && found.status?.status === 'Available';
      },
    );
    await this.settle();
  }

  /** Starts to record everything that belongs to the Promises of the recording. */
  async record(options: { accounts?: boolean } = {}) {
    const { api, fixture } = this;
    const names = fixture.promises.map(({ metadata }) => metadata.name);
    const kinds = fixture.promises.filter(hasApi).map(requestTypeOf);
    this.#recorder = await recordCluster({
      api,
      types: [
        ...kratixTypes,
        ...(options.accounts ? accountTypes : []),
        ...new Map(kinds.map(type => [type.plural, type])).values(),
      ],
      wants: object => isOf(object, names, kinds),
      onError: error => {
        throw error;
      },
    });
  }

  stop() {
    this.#recorder?.stop();
  }

  async create(
    type: ResourceType,
    name: string,
    spec: JsonObject,
    metadata: Partial<KubernetesObject['metadata']> = {},
  ): Promise<ObjectKey> {
    const key = { namespace: 'default', name };
    const object = objectOf(type, { ...metadata, ...key }, { spec });
    await this.api.create(type, object);
    return key;
  }

  /** Waits for the reason of a condition, and until nothing is left to do. */
  async reaches(
    type: ResourceType,
    key: ObjectKey,
    reason: string,
    condition = 'Reconciled',
  ) {
    const what = `${type.kind} ${key.name}: ${condition}=${reason}`;
    const found = await until(what, async () => {
      const object = await this.api.get<ResourceRequest>(type, key);
      const { status } = object;
      return findCondition(status, condition)?.reason === reason && object;
    });
    await this.settle();
    return found;
  }

  async isGone(type: ResourceType, key: ObjectKey) {
    await until(
      `the end of ${type.kind} ${key.name}`,
      async () => !(await this.api.find(type, key)),
    );
  }

  async label(
    type: ResourceType,
    key: ObjectKey,
    labels: Record<string, string | null>,
  ) {
    await this.api.patch(type, key, { metadata: { labels } });
  }

  async annotate(
    type: ResourceType,
    key: ObjectKey,
    annotations: Record<string, string | null>,
  ) {
    await this.api.patch(type, key, { metadata: { annotations } });
  }

  async edit(type: ResourceType, key: ObjectKey, spec: JsonObject) {
    await this.api.patch(type, key, { spec });
  }

  /** Lets another request run its whole way: the stand-in has had the time to do what it has to do. */
  async settle() {
    const { api } = this;
    const type = requestTypeOf(fence);
    await api.ensure(resourceTypes.promise, fence);
    await until('the CRD of the fence', () =>
      api.list(type).catch(() => undefined),
    );
    this.#fences += 1;
    const key = { namespace: 'default', name: `fence-${this.#fences}` };
    await api.create(type, objectOf(type, key));
    await until('the fence', async () => {
      const found = await api.get<ResourceRequest>(type, key);
      return found.status?.observedGeneration;
    });
    await api.delete(type, key);
    await this.isGone(type, key);
  }

  /** Deletes the Promises of the recording with everything that belongs to them. */
  async clean() {
    this.stop();
    const { api, fixture } = this;
    for (const { metadata } of fixture.promises) {
      const { name } = metadata;
      const labels = {
        'kratix.io/paused': null,
        'kratix.io/workflow-suspended': null,
      };
      if (await api.find(resourceTypes.promise, { name })) {
        await this.label(resourceTypes.promise, { name }, labels);
        await api.delete(resourceTypes.promise, { name });
      }
    }
    for (const { metadata } of fixture.promises) {
      await this.isGone(resourceTypes.promise, { name: metadata.name });
    }
  }
}

function isOf(
  object: RecordedObject,
  promises: string[],
  kinds: ResourceType[],
): boolean {
  const { kind, metadata, spec } = object;
  const promise = metadata.labels?.['kratix.io/promise-name'];
  switch (kind) {
    case 'Event':
    case 'HealthRecord':
      return true;
    case 'Promise':
      return promises.includes(metadata.name);
    case 'Destination':
      return metadata.name !== 'worker-1';
    case 'WorkPlacement':
      return promises.includes(String(spec?.promiseName));
    default:
      return (
        kinds.some(type => type.kind === kind) ||
        promises.includes(promise ?? '')
      );
  }
}
