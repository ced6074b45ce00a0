import type { Cluster } from '../fixtures';

/** The kind that these journeys request. */
export const CACHE = {
  promise: 'writing-cache',
  group: 'writing.demo.kratix-portal.io',
  apiVersion: 'writing.demo.kratix-portal.io/v1',
  kind: 'Cache',
  plural: 'caches',
  /** The fields of a cache that the tests read with kubectl. */
  resource: 'caches.writing.demo.kratix-portal.io',
} as const;

const PROMISES = 'promises.platform.kratix.io';

const FORM = `
pages:
  - title: Basics
    fields: [team, memoryMiB, engine]
  - title: Placement
    fields: [zone]
  - title: Backup
    fields: [backup]
`;

const SCHEMA = {
  type: 'object',
  required: ['spec'],
  properties: {
    spec: {
      type: 'object',
      required: ['team'],
      properties: {
        team: { type: 'string', minLength: 2 },
        memoryMiB: {
          type: 'integer',
          default: 256,
          'x-kubernetes-validations': [
            { rule: 'self % 64 == 0', message: 'must be a multiple of 64' },
          ],
        },
        engine: {
          type: 'string',
          enum: ['redis', 'valkey'],
          default: 'valkey',
          'x-kubernetes-validations': [
            { rule: 'self == oldSelf', message: 'the engine is fixed' },
          ],
        },
        zone: {
          type: 'string',
          default: 'eu-1',
          'x-kubernetes-validations': [
            { rule: "self.startsWith('eu-')", message: 'must be in Europe' },
          ],
        },
        backup: {
          type: 'object',
          default: {},
          properties: {
            schedule: {
              type: 'string',
              default: 'daily',
              'x-kubernetes-validations': [
                { rule: "self != 'never'", message: 'needs a schedule' },
              ],
            },
          },
        },
      },
    },
  },
};

/** The Promise of caches: three pages of fields, each with a rule that only the cluster can check, and pipelines of each sort. */
export function cachePromise(): object {
  return {
    apiVersion: 'platform.kratix.io/v1alpha1',
    kind: 'Promise',
    metadata: {
      name: CACHE.promise,
      annotations: { 'kratix-portal.io/form': FORM },
      labels: { 'kratix.io/promise-version': 'v1.0.0' },
    },
    spec: {
      destinationSelectors: [{ matchLabels: { environment: 'dev' } }],
      api: cacheApi(),
      workflows: {
        config: {},
        promise: { configure: [pipeline('prepare')] },
        resource: {
          configure: [pipeline('create-cache')],
          delete: [pipeline('drain')],
        },
      },
    },
  };
}

function cacheApi(): object {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: CACHE.resource },
    spec: {
      group: CACHE.group,
      scope: 'Namespaced',
      names: {
        kind: CACHE.kind,
        plural: CACHE.plural,
        singular: 'cache',
      },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: SCHEMA },
        },
      ],
    },
  };
}

function pipeline(name: string): object {
  return {
    apiVersion: 'platform.kratix.io/v1alpha1',
    kind: 'Pipeline',
    metadata: { name },
    spec: {
      containers: [{ name, image: `registry.example.com/cache/${name}:v1` }],
    },
  };
}

interface CacheOptions {
  name: string;
  namespace?: string;
  annotations?: Record<string, string>;
  labels?: Record<string, string>;
  finalizers?: string[];
  spec?: Record<string, unknown>;
}

/** A request for a cache. */
export function cache(options: CacheOptions): object {
  const { namespace = 'default', spec = {}, ...metadata } = options;
  return {
    apiVersion: CACHE.apiVersion,
    kind: CACHE.kind,
    metadata: { ...metadata, namespace },
    spec: { team: 'shop', ...spec },
  };
}

/** Creates caches of one namespace, and waits until the controller has written their labels, so that an edit starts from an object with these labels. */
export async function createReadyCaches(
  cluster: Cluster,
  namespace: string,
  caches: readonly Omit<CacheOptions, 'namespace'>[],
): Promise<void> {
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'List',
    items: caches.map(each => cache({ ...each, namespace })),
  });
  await cluster.kubectl(
    ...['wait', ...caches.map(({ name }) => `${CACHE.resource}/${name}`)],
    ...['--namespace', namespace],
    ...['--for', 'condition=Reconciled', '--timeout', '120s'],
  );
}

/** Creates a cache as {@link createReadyCaches} does. */
export async function createReadyCache(
  cluster: Cluster,
  { name, namespace = 'default' }: { name: string; namespace?: string },
): Promise<void> {
  await createReadyCaches(cluster, namespace, [{ name }]);
}

/** Pauses the Promise of caches while `during` runs. */
export async function withPausedPromise(
  cluster: Cluster,
  during: () => Promise<void>,
): Promise<void> {
  const label = (text: string) =>
    cluster.kubectl('label', PROMISES, CACHE.promise, text);
  await label('kratix.io/paused=true');
  try {
    await during();
  } finally {
    await label('kratix.io/paused-');
    await expectAvailable(cluster);
  }
}

/** Waits until the Promise of caches is available. */
export async function expectAvailable(cluster: Cluster): Promise<void> {
  await cluster.kubectl(
    ...['wait', PROMISES, CACHE.promise],
    ...['--for', 'condition=Available', '--timeout', '120s'],
  );
}

/** The address of the page of a cache. */
export function cacheUrl(name: string, namespace = 'default'): string {
  return `/kratix/resources/${CACHE.apiVersion}/${CACHE.kind}/${namespace}/${name}`;
}

/** The address of the form of a new cache. */
export const NEW_CACHE_URL = `/kratix/services/${CACHE.promise}/new`;

/** How many caches of any namespace have the name. */
export async function countCaches(
  cluster: Cluster,
  name: string,
): Promise<number> {
  const names = await cluster.kubectl(
    ...['get', CACHE.resource, '--all-namespaces', '--no-headers'],
    ...['--field-selector', `metadata.name=${name}`, '--output', 'name'],
  );
  return names.split('\n').filter(line => line !== '').length;
}

/** Changes fields of the spec of a cache, as another user with kubectl does. */
export async function changeSpec(
  cluster: Cluster,
  at: { name: string; namespace: string },
  spec: Record<string, unknown>,
): Promise<void> {
  await cluster.kubectl(
    ...['patch', CACHE.resource, at.name, '--namespace', at.namespace],
    ...['--type', 'merge', '--patch', JSON.stringify({ spec })],
  );
}

/** The spec of a cache on the cluster. */
export async function readSpec(
  cluster: Cluster,
  at: { name: string; namespace: string },
): Promise<Record<string, unknown>> {
  return JSON.parse(
    await cluster.kubectl(
      ...['get', CACHE.resource, at.name, '--namespace', at.namespace],
      ...['--output', 'jsonpath={.spec}'],
    ),
  );
}

/** Sets an annotation of a cache, or removes it: `key=value`, `key-`. */
export async function annotate(
  cluster: Cluster,
  at: { name: string; namespace: string },
  annotation: string,
): Promise<void> {
  await cluster.kubectl(
    ...['annotate', CACHE.resource, at.name, '--namespace', at.namespace],
    annotation,
  );
}
