import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type {
  SkeClient,
  WatchManyEvent,
  WatchSubscription,
} from '@kratix-portal/plugin-ske-common';
import {
  Fault,
  FaultInjectingProxy,
} from '@kratix-portal/plugin-ske-node/testUtils';
import { useTestPlatform } from '@kratix-portal/test-cluster';
import { kindDefinition } from './__testUtils__/kindDefinition';
import { platformConfig } from './__testUtils__/platformConfig';
import { refusalOf, skeClientFor, until } from './__testUtils__/skeClientFor';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';
import { untilServed } from './__testUtils__/untilServed';

jest.setTimeout(120_000);

const namespace = `many-${randomUUID().slice(0, 8)}`;
const group = `${namespace}.example.com`;
const lampKind = { apiVersion: `${group}/v1`, kind: 'Lamp' };

const settings: WatchSubscription = {
  id: 'settings',
  apiVersion: 'v1',
  kind: 'ConfigMap',
  namespace,
  labelSelector: 'team=a',
};
const services: WatchSubscription = {
  id: 'services',
  apiVersion: 'v1',
  kind: 'Service',
  namespace,
};
const leases: WatchSubscription = {
  id: 'leases',
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  namespace,
};
const lamps: WatchSubscription = { id: 'lamps', ...lampKind, namespace };

describe('many watches on a real API server', () => {
  const platform = useTestPlatform();
  const { kubectl } = platform;
  let proxy: FaultInjectingProxy;
  let backend: SkeBackend;
  let adminToken: string;
  let dev: SkeClient;
  let admin: SkeClient;

  const tokenOf = async (username: string) =>
    backend.userTokens.sign({
      userEntityRef: `user:default/${username}`,
      claims: { tok: await platform.current.accessToken(username) },
    });

  beforeAll(async () => {
    const { apiServer } = platform.current.endpoints;
    proxy = await FaultInjectingProxy.start({
      upstream: {
        url: apiServer.url,
        ca: await readFile(apiServer.caFile, 'utf8'),
      },
    });
    backend = await startSkeBackend({
      config: platformConfig({ url: proxy.url }),
    });
    adminToken = await tokenOf('user-admin');
    admin = skeClientFor({ url: backend.url, token: adminToken });
    dev = skeClientFor({
      url: backend.url,
      token: await tokenOf('user-dev'),
    });
    await kubectl(['create', 'namespace', namespace]);
    await setting('one');
  });
  afterEach(() => {
    proxy.fault = undefined;
  });
  afterAll(async () => {
    await backend.stop();
    await proxy.stop();
  });

  async function setting(name: string, data: object = {}): Promise<void> {
    const metadata = { name, namespace, labels: { team: 'a' } };
    await kubectl(['apply', '-f', '-'], {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
      data,
    });
  }

  /** Reads events until `isLast` matches all of them. */
  async function read(
    events: AsyncIterator<WatchManyEvent>,
    isLast: (all: any[]) => boolean,
  ): Promise<any[]> {
    const found: WatchManyEvent[] = [];
    while (!isLast(found)) {
      const { value, done } = await events.next();
      if (done) {
        throw new Error(`The watch ended after ${JSON.stringify(found)}`);
      }
      found.push(value);
    }
    return found;
  }

  const of = (all: any[], { id }: WatchSubscription) =>
    all.filter(({ subscription }) => subscription === id);
  const typesOf = (all: any[], subscription: WatchSubscription) =>
    of(all, subscription).map(({ type }) => type);
  const synced =
    (...subscriptions: WatchSubscription[]) =>
    (all: any[]) =>
      subscriptions.every(one => typesOf(all, one).includes('synced'));
  const ended = (subscription: WatchSubscription) => (all: any[]) =>
    typesOf(all, subscription).includes('end');
  const names = (all: any[]) =>
    all.flatMap(({ object }) => object?.metadata.name ?? []);
  const cursorOf = (all: any[], subscription: WatchSubscription): string =>
    of(all, subscription)
      .flatMap(({ id }) => id ?? [])
      .pop();

  /** Shows that a subscription is live. */
  async function expectLive(
    events: AsyncIterator<WatchManyEvent>,
    name: string,
  ): Promise<any[]> {
    await setting(name);
    const all = await read(events, found => names(found).includes(name));
    expect(all.pop()).toMatchObject({
      type: 'ADDED',
      subscription: settings.id,
    });
    return all;
  }

  /** Injects a fault into the requests whose path matches. */
  function fail(path: RegExp, fault: Fault): void {
    proxy.plan = request => (path.test(request.path) ? fault : undefined);
  }

  it('sends the objects and changes of each subscription that RBAC allows, and the refusals of the other subscriptions', async () => {
    const nothing = { ...services, id: 'nothing', kind: 'Nothing' };
    const events = dev.watchMany([leases, nothing, services, settings]);
    const all = await read(
      events,
      found =>
        synced(services, settings)(found) &&
        ended(leases)(found) &&
        ended(nothing)(found),
    );
    expect(typesOf(all, settings)).toEqual(['ADDED', 'synced']);
    expect(typesOf(all, services)).toEqual(['synced']);
    expect(of(all, leases)).toMatchObject([
      { type: 'end', reason: 'failed', error: { code: 'forbidden' } },
    ]);
    expect(of(all, nothing)).toMatchObject([
      { type: 'end', reason: 'failed', error: { code: 'kind-not-served' } },
    ]);
    await expectLive(events, 'two');
    await events.return();
  });

  it('continues from the cursors without a list, and sends the missed changes once', async () => {
    const first = dev.watchMany([settings, services]);
    const list = await read(first, synced(settings, services));
    await first.return();
    await setting('missed');
    const second = dev.watchMany([
      { ...settings, resourceVersion: cursorOf(list, settings) },
      { ...services, resourceVersion: cursorOf(list, services) },
    ]);
    const more = await read(
      second,
      found =>
        synced(settings, services)(found) && names(found).includes('missed'),
    );
    expect(of(more, settings)[0]).toEqual({
      type: 'synced',
      subscription: settings.id,
      id: cursorOf(list, settings),
    });
    expect(names(more)).toEqual(['missed']);
    await second.return();
  });

  it('410: relists only the subscription whose resourceVersion is too old', async () => {
    const first = dev.watchMany([settings]);
    const list = await read(first, synced(settings));
    await first.return();
    // The watch cache of the API server for Promises starts at a later resourceVersion than this one.
    const old = {
      id: 'old',
      apiVersion: 'platform.kratix.io/v1alpha1',
      kind: 'Promise',
      resourceVersion: '1',
    };
    const second = dev.watchMany([
      { ...settings, resourceVersion: cursorOf(list, settings) },
      old,
    ]);
    const all = await read(
      second,
      found =>
        synced(settings)(found) &&
        /relist.*synced/.test(typesOf(found, old).join()),
    );
    expect(typesOf(all, settings)).toEqual(['synced']);
    await expectLive(second, 'after-410');
    await second.return();
  });

  it('ends a subscription whose kind is deleted, and finds the kind when it is installed again', async () => {
    const definition = JSON.stringify(
      kindDefinition({ group, kind: lampKind.kind, plural: 'lamps' }),
    );
    const install = async () => {
      await kubectl(['apply', '-f', '-'], definition);
      await untilServed({
        backend,
        token: adminToken,
        kind: { ...lampKind, namespace },
      });
    };
    await install();
    const metadata = { name: 'desk', namespace };
    await kubectl(
      ['apply', '-f', '-'],
      JSON.stringify({ ...lampKind, metadata }),
    );
    const events = admin.watchMany([lamps, settings]);
    await read(events, synced(lamps, settings));
    await kubectl(['delete', 'crd', `lamps.${group}`]);
    const gone = await read(events, ended(lamps));
    expect(typesOf(gone, lamps)).toContain('DELETED');
    const between = await expectLive(events, 'between');
    expect(of(between, lamps)).toEqual([]);
    await events.return();

    const without = admin.watchMany([
      { ...lamps, resourceVersion: cursorOf(gone, lamps) },
      settings,
    ]);
    const refused = await read(
      without,
      found => ended(lamps)(found) && synced(settings)(found),
    );
    expect(of(refused, lamps).pop().error.code).toBe('kind-not-served');
    await without.return();

    await install();
    const again = admin.watchMany([
      { ...lamps, resourceVersion: cursorOf(gone, lamps) },
      settings,
    ]);
    await read(again, synced(lamps, settings));
    await kubectl(
      ['apply', '-f', '-'],
      JSON.stringify({ ...lampKind, metadata: { name: 'floor', namespace } }),
    );
    await read(again, found => names(of(found, lamps)).includes('floor'));
    await again.return();
    await kubectl(['delete', 'crd', `lamps.${group}`]);
  });

  const status = (code: number, reason: string) => ({
    type: 'answer' as const,
    status: code,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'Status', code, reason, message: 'no' }),
  });

  it.each<[string, RegExp, Fault, object]>([
    [
      'a 403 after its list',
      /\/services\?.*watch=true/,
      status(403, 'Forbidden'),
      { code: 'policy-denied' },
    ],
    [
      'a 429 that lasts longer than the retries',
      /\/services\?/,
      status(429, 'TooManyRequests'),
      { code: 'too-many-requests' },
    ],
    [
      'a connection that breaks',
      /\/services\?.*watch=true/,
      { type: 'cut-headers' },
      { code: 'cluster-error' },
    ],
  ])('ends one subscription after %s', async (_, path, fault, error) => {
    fail(path, fault);
    const events = dev.watchMany([services, settings]);
    const all = await read(
      events,
      found => ended(services)(found) && synced(settings)(found),
    );
    expect(of(all, services).pop()).toMatchObject({ reason: 'failed', error });
    await expectLive(events, `after-${randomUUID().slice(0, 8)}`);
    await events.return();
  });

  it('401: ends every subscription when the cluster does not accept the token', async () => {
    fail(/\/namespaces\//, status(401, 'Unauthorized'));
    const events = dev.watchMany([services, settings]);
    const all = await read(
      events,
      found => ended(services)(found) && ended(settings)(found),
    );
    expect(all.map(({ error }) => error.code)).toEqual([
      'identity-rejected',
      'identity-rejected',
    ]);
    await events.return();
  });

  it('S26: ends all watches at the API server when the client disconnects', async () => {
    const own = `${namespace}-own`;
    const subscriptions = Array.from({ length: 50 }, (_, id) => ({
      ...settings,
      id: `${id}`,
      namespace: own,
      labelSelector: `n=${id}`,
    }));
    const events = dev.watchMany(subscriptions);
    await read(events, synced(...subscriptions));
    const watches = async (stage: string) =>
      (await platform.current.readAuditLog()).filter(
        event =>
          event.verb === 'watch' &&
          event.objectRef?.namespace === own &&
          event.stage === stage,
      ).length;
    await until(
      () => watches('ResponseStarted'),
      count => count === 50,
    );
    expect(await watches('ResponseComplete')).toBe(0);
    await events.return();
    // The time-out of this test is two minutes. The watches would end by themselves only after 15 minutes.
    await until(
      () => watches('ResponseComplete'),
      count => count === 50,
    );
  });

  it('responds with 401 or 403 and opens no stream without a token of a user', async () => {
    const withoutUser = skeClientFor({
      url: backend.url,
      token: 'not-a-token',
    });
    expect(
      await refusalOf(withoutUser.watchMany([settings]).next()),
    ).toMatchObject({
      status: 401,
    });
    const without = skeClientFor({
      url: backend.url,
      token: await backend.userTokens.sign({
        userEntityRef: 'user:default/user-dev',
        claims: {},
      }),
    });
    expect(await refusalOf(without.watchMany([settings]).next())).toMatchObject(
      { status: 401 },
    );
  });

  it('S2: the audit log of the API server names only the users', async () => {
    const sent = (await platform.current.readAuditLog()).filter(
      ({ userAgent, requestURI }) =>
        userAgent === 'kratix-portal' && requestURI.includes(namespace),
    );
    expect(sent.length).toBeGreaterThan(50);
    expect(new Set(sent.map(({ user }) => user.username))).toEqual(
      new Set(['user-admin@example.com', 'user-dev@example.com']),
    );
  });
});
