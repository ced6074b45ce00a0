import { expect, test as base, uniqueName, type Cluster } from '../fixtures';
import { CACHE, cachePromise, expectAvailable } from './caches';

/** The namespace in which user-dev and user-team may create and read caches. user-dev may also read the caches of all other namespaces. */
export const TEAM_NAMESPACE = 'writing-team';

const RBAC = 'rbac.authorization.k8s.io';
const READ = ['get', 'list', 'watch'];
const WRITE = [...READ, 'create', 'update', 'patch', 'delete'];

/**
 * Requests that fail on purpose, which Chromium logs and the pages show: a look-up after a write without a response, a list of namespaces, and a rejected write.
 */
const ANSWERS = [
  /\/api\/ske\/resource\?.* status of 40[34] /,
  /\/api\/ske\/resources\?.*kind=Namespace.* status of 403 /,
  /\/api\/ske\/(configure|delete)-resource: .* status of (403|409|422) /,
  /\/api\/ske\/resource\/actions\/[a-z]+: .* status of 403 /,
];

interface WritingFixtures {
  /** Installs the Promise and the rights of the journeys before the first journey. */
  platform: void;
  /** A name for a cache. The cache is deleted after the test. */
  name: string;
}

/** A worker has one platform for all its tests. */
let isPrepared: Promise<void> | undefined;

/** Playwright's `test` with the Promise of caches, and the rights of the users to it. */
export const test = base.extend<WritingFixtures>({
  platform: [
    async ({ cluster, faults }, provide) => {
      faults.expect(...ANSWERS);
      isPrepared ??= prepare(cluster);
      await isPrepared;
      await provide();
    },
    { auto: true },
  ],
  name: async ({ cluster }, provide) => {
    const name = uniqueName('cache');
    await provide(name);
    await Promise.all(
      ['default', TEAM_NAMESPACE].map(namespace =>
        cluster.delete(CACHE.resource, name, namespace),
      ),
    );
  },
});

async function prepare(cluster: Cluster): Promise<void> {
  await cluster.apply({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: TEAM_NAMESPACE },
  });
  await cluster.apply(cachePromise());
  await grant(cluster, {
    name: 'writing-promises',
    groups: ['kube-team'],
    rules: [
      {
        apiGroups: ['platform.kratix.io'],
        resources: ['promises'],
        verbs: READ,
      },
    ],
  });
  await allowCaches(cluster, TEAM_NAMESPACE, ['kube-team', 'kube-dev']);
  await expectAvailable(cluster);
  // The API server serves the kind of the Promise a moment later.
  await expect(() => cluster.kubectl('get', CACHE.resource)).toPass();
}

/** Gives groups all rights to the caches of a namespace. */
export async function allowCaches(
  cluster: Cluster,
  namespace: string,
  groups: readonly string[],
): Promise<void> {
  await grantCaches(cluster, { namespace, groups, verbs: WRITE });
}

/** Takes all rights to the caches of a namespace from a group except the right to read, and waits until the API server refuses the group's changes. */
export async function forbidChanges(
  cluster: Cluster,
  namespace: string,
  group: string,
): Promise<void> {
  await grantCaches(cluster, { namespace, groups: [group], verbs: READ });
  // kubectl exits with an error for "no".
  const canPatch = () =>
    cluster
      .kubectl(
        ...['auth', 'can-i', 'patch', CACHE.resource],
        ...['--namespace', namespace],
        ...['--as', 'a-member', '--as-group', group],
      )
      .catch(error => String(error.stdout));
  await expect.poll(canPatch).toMatch(/^no\b/);
}

async function grantCaches(
  cluster: Cluster,
  options: {
    namespace: string;
    groups: readonly string[];
    verbs: readonly string[];
  },
): Promise<void> {
  const { namespace, groups, verbs } = options;
  await grant(cluster, {
    name: 'writing-caches',
    namespace,
    groups,
    rules: [
      { apiGroups: [CACHE.group], resources: ['*'], verbs },
      { apiGroups: ['platform.kratix.io'], resources: ['*'], verbs: READ },
    ],
  });
}

async function grant(
  cluster: Cluster,
  options: {
    name: string;
    namespace?: string;
    groups: readonly string[];
    rules: object[];
  },
): Promise<void> {
  const { name, namespace, groups, rules } = options;
  const kind = namespace === undefined ? 'ClusterRole' : 'Role';
  const metadata = { name, ...(namespace !== undefined && { namespace }) };
  const apiVersion = `${RBAC}/v1`;
  await cluster.apply({ apiVersion, kind, metadata, rules });
  await cluster.apply({
    apiVersion,
    kind: `${kind}Binding`,
    metadata,
    roleRef: { apiGroup: RBAC, kind, name },
    subjects: groups.map(group => ({
      apiGroup: RBAC,
      kind: 'Group',
      name: group,
    })),
  });
}
