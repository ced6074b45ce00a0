import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { useTestPlatform } from '@kratix-portal/test-cluster';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { UserIdentity } from '../../credentials';
import { AccessToken } from '../../credentials/identity/AccessToken';
import { collectionPath, objectPath, podLogPath } from '../calls/ApiPath';
import type { CallSubject, PlatformCall } from '../calls/PlatformCall';
import { PlatformClient } from './PlatformClient';
import type { WatchItem } from '../streams/WatchItem';

const namespace = `client-${randomBytes(4).toString('hex')}`;
const location = { group: '', version: 'v1', plural: 'configmaps', namespace };
const collection = collectionPath(location);

describe('operations on a real API server', () => {
  const platform = useTestPlatform();
  let client: PlatformClient;
  let admin: UserIdentity;
  let developer: UserIdentity;

  async function signIn(username: string): Promise<UserIdentity> {
    return new UserIdentity({
      userEntityRef: `user:default/${username}`,
      token: AccessToken.parse(
        await platform.current.accessToken(username),
        new Date(),
      ),
    });
  }

  beforeAll(async () => {
    const { url, caFile } = platform.current.endpoints.apiServer;
    client = new PlatformClient({
      platform: {
        name: 'kratix-platform',
        url,
        tls: { ca: readFileSync(caFile, 'utf8'), skipVerify: false },
        identity: { mode: 'user', oidcTokenProvider: 'oidc' },
      },
    });
    admin = await signIn('user-admin');
    developer = await signIn('user-dev');
    await platform.current.kubectl(['create', 'namespace', namespace]);
  });
  afterAll(() => client.close());

  function call(
    verb: CallSubject['verb'],
    identity: UserIdentity = admin,
    name?: string,
  ): PlatformCall {
    return {
      identity,
      subject: {
        verb,
        cluster: 'kratix-platform',
        target:
          name === undefined
            ? { type: 'kind', apiVersion: 'v1', kind: 'ConfigMap', namespace }
            : {
                type: 'object',
                ref: { apiVersion: 'v1', kind: 'ConfigMap', namespace, name },
              },
      },
    };
  }

  function configMap(name: string, data: Record<string, string> = {}) {
    return {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace, labels: { of: 'client' } },
      data,
    };
  }

  async function refusal(promise: Promise<unknown>): Promise<SkeError> {
    const error = await promise.then(
      () => undefined,
      thrown => thrown,
    );
    if (!SkeError.is(error)) {
      throw new Error(`expected a SkeError, got ${error}`);
    }
    return error;
  }

  it('lists by pages and selectors', async () => {
    for (const name of ['p1', 'p2', 'p3', 'p4', 'p5']) {
      await client.create(
        collection,
        configMap(name),
        call('create', admin, name),
      );
    }
    const names: unknown[] = [];
    let next: string | undefined;
    do {
      const page = await client.list(
        collection,
        { limit: 2, continue: next, labelSelector: 'of=client' },
        call('list'),
      );
      expect(page.items.length).toBeLessThanOrEqual(2);
      expect(page.resourceVersion).toMatch(/^\d+$/);
      names.push(...page.items.map(({ metadata }) => metadata));
      next = page.continue;
    } while (next);
    expect(names).toHaveLength(5);
    const { items, auditId } = await client.list(
      collection,
      { fieldSelector: 'metadata.name=p3' },
      call('list'),
    );
    expect(auditId).toMatch(/^[0-9a-f-]{36}$/);
    expect(items).toHaveLength(1);
  });

  it('reports an invented continue token as invalid input, and names the kind', async () => {
    const error = await refusal(
      client.list(collection, { continue: 'made-up' }, call('list')),
    );
    expect(error).toMatchObject({ code: 'invalid-input', status: 400 });
    expect(error.message).toContain('ConfigMap');
  });

  it('names the user, the verb and the kind when RBAC refuses a list', async () => {
    const error = await refusal(
      client.list(
        collectionPath({ ...location, plural: 'secrets' }),
        {},
        call('list', developer),
      ),
    );
    expect(error.code).toBe('forbidden');
    expect(error.message).toMatch(/^user-dev@example\.com may not list/);
  });

  it('the cluster validates a dry run of every verb, and stores nothing', async () => {
    const dry = { dryRun: true };
    const path = objectPath(location, 'dry');
    const created = await client.create(collection, configMap('dry'), {
      ...call('create', admin, 'dry'),
      ...dry,
    });
    expect(created.body.kind).toBe('ConfigMap');
    expect(
      (await refusal(client.get(path, call('get', admin, 'dry')))).code,
    ).toBe('not-found');
    await client.create(
      collection,
      configMap('dry', { a: '1' }),
      call('create', admin, 'dry'),
    );
    await client.mergePatch(
      path,
      { data: { a: '2' } },
      { ...call('patch', admin, 'dry'), ...dry },
    );
    await client.delete(path, {}, { ...call('delete', admin, 'dry'), ...dry });
    const { body } = await client.get(path, call('get', admin, 'dry'));
    expect(body.data).toEqual({ a: '1' });
    expect(
      (
        await refusal(
          client.create(collection, configMap('dry-2'), {
            ...call('create', developer, 'dry-2'),
            ...dry,
          }),
        )
      ).code,
    ).toBe('forbidden');
  });

  it('watches as the user, and returns the existing objects, the changes and the resourceVersion to continue from', async () => {
    await client.create(
      collection,
      configMap('watched'),
      call('create', admin, 'watched'),
    );
    const watch = await client.watch(
      collection,
      { fieldSelector: 'metadata.name=watched' },
      call('watch', developer),
    );
    const seen: string[] = [];
    let last: string | undefined;
    for await (const item of watch) {
      if (item.type !== 'BOOKMARK') {
        seen.push(item.type);
      }
      if (item.type === 'ADDED') {
        await client.mergePatch(
          objectPath(location, 'watched'),
          { data: { a: '1' } },
          call('patch', admin, 'watched'),
        );
      } else if (item.type === 'MODIFIED') {
        last = (item.object.metadata as { resourceVersion: string })
          .resourceVersion;
        await client.delete(
          objectPath(location, 'watched'),
          {},
          call('delete', admin, 'watched'),
        );
      } else if (item.type === 'DELETED') {
        watch.close();
      }
    }
    expect(seen).toEqual(['ADDED', 'MODIFIED', 'DELETED', 'END']);
    const again = await client.watch(
      collection,
      { fieldSelector: 'metadata.name=watched', resourceVersion: last },
      call('watch', developer),
    );
    expect(await first(again)).toMatchObject({ type: 'DELETED' });
  });

  it('S26: a watch from a resourceVersion that is too old ends as expired', async () => {
    // The kind was installed later, so the API server has no history from before.
    const watch = await client.watch(
      collectionPath({
        group: 'platform.kratix.io',
        version: 'v1alpha1',
        plural: 'promises',
      }),
      { resourceVersion: '1' },
      call('watch'),
    );
    expect(await first(watch)).toMatchObject({
      type: 'END',
      reason: 'expired',
      error: { code: 'expired', status: 410 },
    });
  });

  it('throws when RBAC refuses a watch', async () => {
    const error = await refusal(
      client.watch(
        collectionPath({ ...location, plural: 'secrets' }),
        {},
        call('watch', developer),
      ),
    );
    expect(error.code).toBe('forbidden');
  });

  it('reports the log of a missing Pod as not found', async () => {
    const error = await refusal(
      client.logs(
        podLogPath(namespace, 'missing'),
        { tailLines: 1 },
        {
          ...call('get', developer),
          subject: {
            verb: 'get',
            cluster: 'kratix-platform',
            target: {
              type: 'object',
              subresource: 'log',
              ref: {
                apiVersion: 'v1',
                kind: 'Pod',
                namespace,
                name: 'missing',
              },
            },
          },
        },
      ),
    );
    expect(error.code).toBe('not-found');
    expect(error.message).toContain('the log of Pod missing');
  });

  it('reviews what each user may do in one batch, and as which user the cluster authenticates them', async () => {
    const questions = ['get', 'create', 'delete']
      .flatMap(verb => ['configmaps', 'secrets'].map(r => ({ verb, r })))
      .map(({ verb, r }) => ({ verb, group: '', resource: r, namespace }));
    const mine = await client.canI(questions, { identity: developer });
    expect(mine.map(({ allowed }) => allowed)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    const all = await client.canI(questions, { identity: admin });
    expect(all.every(({ allowed }) => allowed)).toBe(true);
    await expect(client.whoAmI({ identity: developer })).resolves.toEqual({
      username: 'user-dev@example.com',
      groups: expect.arrayContaining(['kube-dev', 'system:authenticated']),
    });
  });

  it('S25: reads discovery once for all users, and then makes conditional requests', async () => {
    // Identifies these calls in the audit log, because other tests use the same platform at the same time.
    const userAgent = `discovering-${randomUUID()}`;
    const own = new PlatformClient({
      userAgent,
      platform: {
        name: 'kratix-platform',
        url: platform.current.endpoints.apiServer.url,
        tls: { skipVerify: true },
        identity: { mode: 'user', oidcTokenProvider: 'oidc' },
      },
    });
    const served = await own.discovery.find(
      'platform.kratix.io/v1alpha1',
      'Promise',
      { identity: developer },
    );
    expect(served).toEqual({
      group: 'platform.kratix.io',
      version: 'v1alpha1',
      kind: 'Promise',
      plural: 'promises',
      namespaced: false,
    });
    await expect(
      own.discovery.find('apps/v1', 'Deployment', { identity: admin }),
    ).resolves.toMatchObject({ plural: 'deployments', namespaced: true });
    await expect(
      own.discovery.find('v1', 'Namespace', { identity: admin }),
    ).resolves.toMatchObject({ plural: 'namespaces', namespaced: false });
    const statuses = async () =>
      (await platform.current.readAuditLog())
        .filter(
          event =>
            event.userAgent === userAgent && event.requestURI === '/apis',
        )
        .map(({ responseStatus }) => responseStatus?.code);
    expect(await statuses()).toEqual([200]);
    // The response is a new list whenever another test has just installed or removed a kind.
    while ((await statuses()).at(-1) !== 304) {
      // The minimum time between two reads.
      await new Promise(resolve => setTimeout(resolve, 2_100));
      const { code } = await refusal(
        own.discovery.find('apps/v1', 'Nothing', { identity: admin }),
      );
      expect(code).toBe('kind-not-served');
    }
    await own.close();
  });
});

async function first(watch: AsyncIterable<WatchItem>): Promise<WatchItem> {
  for await (const item of watch) {
    return item;
  }
  throw new Error('the watch did not report why it ended');
}
