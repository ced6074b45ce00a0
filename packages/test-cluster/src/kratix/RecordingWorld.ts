import {
  ClusterRecorder,
  demoNames,
  findCondition,
  hasApi,
  JsonObject,
  KratixPromise,
  KubernetesApi,
  KubernetesObject,
  labelNames,
  ObjectKey,
  objectOf,
  recordCluster,
  RecordedObject,
  RecordingFixture,
  requestTypeOf,
  ResourceRequest,
  ResourceType,
  resourceTypes,
} from '@kratix-portal/kratix-stand-in';
import { until } from '../process/until';

const coreEvent: ResourceType = {
  ...resourceTypes.event,
  group: '',
};

/** Kinds whose objects the stand-in creates only for its pipelines and its controller. */
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

/** An object that a user writes to. */
export interface Target {
  type: ResourceType;
  key: ObjectKey;
}

/** The cluster with the stand-in, and the actions of the user in a recording. */
export class RecordingWorld {
  readonly api: KubernetesApi;
  readonly fixture: RecordingFixture;
  #recorder: ClusterRecorder | undefined;
  #last: Target | undefined;
  #fences = 0;

  constructor(api: KubernetesApi, fixture: RecordingFixture) {
    this.api = api;
    this.fixture = fixture;
  }

  get lines() {
    return this.#recorder?.lines ?? [];
  }

  /** The first Promise of the recording. */
  get promise(): Target {
    const { name } = this.fixture.promises[0].metadata;
    return { type: resourceTypes.promise, key: { name } };
  }

  /** The resource request that was created last. */
  get request(): Target {
    if (!this.#last) {
      throw new Error('There is no resource request.');
    }
    return this.#last;
  }

  /** Applies a Promise of the recording, by the position of its version. */
  async apply(
    position = 0,
    change: (promise: KratixPromise) => void = () => {},
  ) {
    const promise = structuredClone(this.fixture.promises[position]);
    change(promise);
    await this.api.apply(resourceTypes.promise, promise, 'test');
  }

  /** Applies a Promise and waits until nothing is left to do. */
  async install(position = 0, change?: (promise: KratixPromise) => void) {
    await this.apply(position, change);
    const { name } = this.fixture.promises[position].metadata;
    const target = { type: resourceTypes.promise, key: { name } };
    await this.reaches('PromiseAvailable', target, 'Available');
  }

  /** Starts to record the objects of the recording's Promises. With `accounts` it also records their CRDs, roles and ServiceAccounts. */
  async record(options: { accounts?: boolean } = {}) {
    const { api, fixture } = this;
    const names = fixture.promises.map(({ metadata }) => metadata.name);
    const kinds = fixture.promises.filter(hasApi).map(requestTypeOf);
    const recorder = await recordCluster({
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
    this.#recorder = recorder;
  }

  /** Creates a request of the first Promise, or of the given Promise. */
  async create(
    name: string,
    spec: JsonObject,
    metadata: Partial<KubernetesObject['metadata']> = {},
    position = 0,
  ): Promise<Target> {
    const type = requestTypeOf(this.fixture.promises[position]);
    const key = { namespace: 'default', name };
    await this.api.create(
      type,
      objectOf(type, { ...metadata, ...key }, { spec }),
    );
    this.#last = { type, key };
    return this.#last;
  }

  /** Writes labels, annotations or the spec of the last request, or of another object. */
  async patch(
    body: {
      labels?: Record<string, string | null>;
      annotations?: Record<string, string | null>;
      spec?: JsonObject;
    },
    { type, key } = this.request,
  ) {
    const { spec, ...metadata } = body;
    await this.api.patch(type, key, spec ? { metadata, spec } : { metadata });
  }

  async delete({ type, key } = this.request) {
    await this.api.delete(type, key);
  }

  /** Waits until a condition has the given reason. */
  async sees(
    reason: string,
    { type, key } = this.request,
    condition = 'Reconciled',
  ) {
    await until(
      `${type.kind} ${key.name}: ${condition}=${reason}`,
      async () => {
        const { status } = await this.api.get<ResourceRequest>(type, key);
        return findCondition(status, condition)?.reason === reason;
      },
    );
  }

  /** Waits until a condition has the given reason, and until nothing is left to do. */
  async reaches(...what: Parameters<RecordingWorld['sees']>) {
    await this.sees(...what);
    await this.settle();
  }

  /** Waits until a container of a Pod of the last request runs. */
  async runs(container: string) {
    await until(`the start of container ${container}`, async () => {
      const { items } = await this.api.list<RecordedObject>(resourceTypes.pod, {
        labels: { [labelNames.resource]: this.request.key.name },
      });
      const statuses = items.flatMap(
        ({ status }) => (status?.initContainerStatuses ?? []) as JsonObject[],
      );
      return statuses.some(
        ({ name, state }) =>
          name === container && (state as JsonObject).running,
      );
    });
  }

  /** Waits until the object does not exist. */
  async isGone({ type, key } = this.request) {
    await until(
      `the end of ${type.kind} ${key.name}`,
      async () => !(await this.api.find(type, key)),
    );
  }

  /** The binding of the last request. */
  async binding(): Promise<Target> {
    const type = resourceTypes.resourceBinding;
    const { items } = await this.api.list(type, {
      labels: { [labelNames.resource]: this.request.key.name },
    });
    return { type, key: items[0].metadata };
  }

  /** Creates another request and waits until the stand-in has reconciled it. By then the stand-in has finished all earlier work. */
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
    await this.isGone({ type, key });
  }

  /** Deletes the Promises of the recording with everything that belongs to them. */
  async clean() {
    this.#recorder?.stop();
    const { api, fixture } = this;
    const type = resourceTypes.promise;
    const labels = {
      [labelNames.paused]: null,
      [labelNames.suspended]: null,
    };
    const annotations = {
      [demoNames.fail]: null,
      [demoNames.hold]: null,
      [demoNames.suspend]: null,
    };
    const promises = new Map(
      fixture.promises.map(promise => [promise.metadata.name, promise]),
    );
    for (const [name, promise] of promises) {
      const target = { type, key: { name } };
      if (await api.find(type, target.key)) {
        await this.patch({ labels, annotations }, target);
        await this.delete(target);
        const requestType = hasApi(promise) && requestTypeOf(promise);
        const { items } = requestType
          ? await api.list(requestType)
          : { items: [] };
        for (const { metadata } of items) {
          await this.patch(
            { labels, annotations },
            { type: requestType as ResourceType, key: metadata },
          );
        }
        await this.isGone(target);
      }
    }
    const { destination, healthRecord } = resourceTypes;
    for (const each of [destination, healthRecord]) {
      const { items } = await api.list(each);
      for (const { metadata } of items.filter(isAdded)) {
        await api.delete(each, metadata);
      }
    }
  }
}

/** `worker-1` always exists. */
function isAdded({ metadata }: KubernetesObject) {
  return metadata.name !== 'worker-1';
}

function isOf(
  object: RecordedObject,
  promises: string[],
  kinds: ResourceType[],
): boolean {
  const { kind, metadata, spec } = object;
  const promise = metadata.labels?.[labelNames.promise];
  switch (kind) {
    case 'Event':
    case 'HealthRecord':
      return true;
    case 'Promise':
      return promises.includes(metadata.name);
    case 'Destination':
      return isAdded(object);
    case 'WorkPlacement':
      return promises.includes(String(spec?.promiseName));
    default:
      return (
        kinds.some(type => type.kind === kind) ||
        promises.includes(promise ?? '')
      );
  }
}
