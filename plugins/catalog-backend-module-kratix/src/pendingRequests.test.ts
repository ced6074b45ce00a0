import type { PendingRequest } from '@kratix-portal/plugin-ske-common';
import { hasPlatformAccess } from './visibility/hasPlatformAccess';
import { eventually } from './__testUtils__/eventually';
import { status } from './__testUtils__/FakeApiServer';
import { ManualClock } from './__testUtils__/ManualClock';
import { rawResource } from './__testUtils__/objects';
import {
  DATABASES,
  DEFINITIONS,
  ProviderHarness,
} from './__testUtils__/ProviderHarness';

const REF = 'component:default/wanted-database';
const MINUTE_MS = 60_000;

function request(more: Partial<PendingRequest> = {}): PendingRequest {
  return {
    id: '1',
    group: 'example.com',
    version: 'v1',
    kind: 'Database',
    plural: 'databases',
    namespace: 'team-a',
    name: 'wanted',
    requestedBy: 'user:default/jane',
    requestedAt: '2026-11-29T09:00:00.000Z',
    state: 'requested',
    reason: 'Submitted. The platform cluster does not have it yet.',
    existed: false,
    labels: {},
    annotations: {},
    ...more,
  };
}

describe('P1 P2 P4: entities of recorded requests', () => {
  let t: ProviderHarness;
  let clock: ManualClock;

  beforeEach(async () => {
    t = await ProviderHarness.create();
    clock = new ManualClock();
  });
  afterEach(() => t.stop());

  const start = (config: Parameters<ProviderHarness['start']>[0] = {}) =>
    t.start(config, { clock, pace: { collectMs: 0, sameObjectMs: 0 } });

  /** Lets the module read the records again. */
  async function refresh(): Promise<void> {
    const { reads } = t.pending;
    await eventually('another read of the records', () => {
      clock.advance(MINUTE_MS);
      return t.pending.reads > reads || undefined;
    });
  }

  it('shows an entity with the name that the resource will have, and replaces it when the resource exists', async () => {
    t.pending.requests = [request()];
    await start();
    await t.has(REF);
    const pending = t.catalog.entities.get(REF);
    expect(pending).toMatchObject({
      metadata: {
        title: 'wanted Database',
        description: 'wanted Database requested via database Promise',
        tags: ['kratix', 'requested'],
        annotations: {
          'kratix.io/type': 'resource',
          'kratix.io/group': 'example.com',
          'kratix.io/version': 'v1',
          'kratix.io/kind': 'Database',
          'kratix.io/name': 'wanted',
          'kratix.io/namespace': 'team-a',
          'kratix.io/promise-name': 'database',
          'kratix.io/phase': 'pending-creation',
          'kratix-portal.io/state': 'requested',
          'kratix-portal.io/state-reason':
            'Submitted. The platform cluster does not have it yet.',
          'kratix-portal.io/requested-by': 'user:default/jane',
          'kratix-portal.io/requested-at': '2026-11-29T09:00:00.000Z',
        },
      },
    });

    t.server.put(DATABASES, rawResource('wanted'));
    await eventually(
      'the real entity',
      () =>
        t.annotationsOf(REF)?.['kratix.io/phase'] === undefined || undefined,
    );
    const real = t.catalog.entities.get(REF);
    expect(real?.spec).toEqual(pending?.spec);
    expect(real?.metadata.tags).not.toContain('requested');
    expect(t.annotationsOf(REF)).not.toHaveProperty(
      'kratix-portal.io/requested-at',
    );
    await refresh();
    await eventually(
      'the record to be deleted',
      () => t.pending.requests.length === 0 || undefined,
    );
  });

  it('does not show a request again if its resource was deleted before its record', async () => {
    t.pending.requests = [request()];
    await start();
    await t.has(REF);
    t.pending.failure = new Error('the ske plugin is not available');
    t.server.put(DATABASES, rawResource('wanted'));
    await eventually(
      'the real entity',
      () =>
        t.annotationsOf(REF)?.['kratix.io/phase'] === undefined || undefined,
    );
    t.server.delete(DATABASES, 'wanted', 'team-a');
    await t.lacks(REF);
    t.pending.failure = undefined;
    await refresh();
    await eventually(
      'the record to be deleted',
      () => t.pending.requests.length === 0 || undefined,
    );
    expect(t.catalog.entities.has(REF)).toBe(false);

    // Now the same user requests it again.
    t.pending.requests = [request({ requestedAt: '2026-11-29T10:00:00.000Z' })];
    await refresh();
    await t.has(REF);
  });

  it('shows that a resource was never created, with the reason, and removes the entity together with its record', async () => {
    t.pending.requests = [request()];
    await start();
    await t.has(REF);
    const reason =
      'It was never created: the last attempt failed. Not allowed.';
    t.pending.requests = [request({ state: 'never-created', reason })];
    await refresh();
    await eventually(
      'the reason',
      () =>
        t.annotationsOf(REF)?.['kratix-portal.io/state-reason'] === reason ||
        undefined,
    );
    expect(t.annotationsOf(REF)).toMatchObject({
      'kratix-portal.io/state': 'never-created',
    });
    expect(t.annotationsOf(REF)).not.toHaveProperty('kratix.io/phase');
    expect(t.catalog.entities.get(REF)?.metadata.tags).toEqual([
      'kratix',
      'never-created',
    ]);
    t.pending.requests = [];
    await refresh();
    await t.lacks(REF);
  });

  it('P5 F9: links to the pull request in which the request waits', async () => {
    const pullRequestUrl = 'https://git.example.com/7';
    const requestsRepoUrl = 'git.example.com?owner=acme&repo=requests';
    t.pending.requests = [request({ pullRequestUrl, requestsRepoUrl })];
    await start();
    await t.has(REF);
    expect(t.annotationsOf(REF)).toMatchObject({
      'kratix.io/phase': 'pending-review',
      'kratix.io/pull-request-url': pullRequestUrl,
      'kratix.io/requests-repo-url': requestsRepoUrl,
    });
    expect(t.catalog.entities.get(REF)?.metadata.links).toEqual([
      { url: pullRequestUrl, title: 'Open the pull request' },
    ]);
  });

  it('has the owner, the system and the name that the resource will have', async () => {
    t.pending.requests = [
      request({
        labels: { team: 'group:default/orders' },
        annotations: {
          'backstage.io/system': 'shop',
          'ske.backstage.component/name': 'the-wanted-one',
        },
      }),
      request({ id: '2', name: 'other', namespace: 'team-b' }),
    ];
    await start();
    await t.has('component:default/the-wanted-one');
    await t.has('component:default/other-database');
    expect(
      t.catalog.entities.get('component:default/the-wanted-one')?.spec,
    ).toMatchObject({ owner: 'group:default/orders', system: 'shop' });
    expect(
      t.catalog.entities.get('component:default/other-database')?.spec,
    ).toMatchObject({ owner: 'group:default/team-b' });
  });

  it('is visible to the same users as the resource will be', async () => {
    t.pending.requests = [request()];
    await start();
    await t.has(REF);
    const entity = t.catalog.entities.get(REF)!;
    const isVisible = (namespaces: string[]) =>
      hasPlatformAccess.apply(entity, { namespaces });
    expect(isVisible(['team-a'])).toBe(true);
    expect(isVisible(['team-b'])).toBe(false);
  });

  it('W20: takes no name from the entity of an existing resource', async () => {
    t.pending.requests = [
      request({
        name: 'orders',
        namespace: 'team-b',
        requestedAt: '2020-01-01T00:00:00.000Z',
      }),
    ];
    await start();
    await eventually('two entities named orders', () =>
      t.catalog.refs.filter(ref => /\/orders-database/.test(ref)).length === 2
        ? true
        : undefined,
    );
    expect(
      t.annotationsOf('component:default/orders-database'),
    ).not.toHaveProperty('kratix-portal.io/requested-at');
  });

  it('shows one of several requests for a resource: a request that waits, otherwise the oldest request', async () => {
    t.pending.requests = [
      request({
        id: '1',
        state: 'never-created',
        requestedBy: 'user:default/a',
      }),
      request({ id: '2', requestedBy: 'user:default/b' }),
      request({ id: '3', requestedBy: 'user:default/c' }),
    ];
    await start();
    await t.has(REF);
    expect(t.annotationsOf(REF)?.['kratix-portal.io/requested-by']).toBe(
      'user:default/b',
    );
    t.server.put(DATABASES, rawResource('wanted'));
    await eventually(
      'the real entity',
      () =>
        t.annotationsOf(REF)?.['kratix.io/phase'] === undefined || undefined,
    );
    await refresh();
    await eventually(
      'all records to be deleted',
      () => t.pending.requests.length === 0 || undefined,
    );
  });

  it('does not show a request whose resource existed before, or whose kind is unknown, or in a namespace that it does not read', async () => {
    t.server.serve('/apis/example.com/v1/namespaces/team-a/databases');
    t.pending.requests = [
      request({ id: '1', name: 'existed', existed: true }),
      request({ id: '2', name: 'unknown', kind: 'Other', plural: 'others' }),
      request({ id: '3', name: 'elsewhere', namespace: 'team-b' }),
      request({ id: '4' }),
    ];
    await start({
      ingest: { promises: true, resources: true, namespaces: ['team-a'] },
    });
    await t.has(REF);
    expect(t.catalog.refs.filter(ref => ref.startsWith('component'))).toEqual([
      'component:default/database-promise',
      REF,
    ]);
  });

  it('does not show a request as missing while the list of its kind fails, and shows it afterwards without another read', async () => {
    let isBroken = true;
    const breakDatabases = () =>
      t.server.fail('list', (listing, response) => {
        if (isBroken) {
          breakDatabases();
        }
        return isBroken && listing.url?.includes('/databases')
          ? status(500, 'no')(listing, response)
          : 'pass';
      });
    breakDatabases();
    t.pending.requests = [request({ name: 'orders' }), request({ id: '2' })];
    await start();
    await t.has('component:default/database-promise');
    expect(t.catalog.entities.has(REF)).toBe(false);
    isBroken = false;
    await eventually('the request that does not exist', () => {
      clock.advance(100);
      return t.catalog.entities.has(REF) || undefined;
    });
    expect(
      t.annotationsOf('component:default/orders-database'),
    ).not.toHaveProperty('kratix-portal.io/requested-at');
  });

  it('removes the request when its kind is gone', async () => {
    t.pending.requests = [request()];
    await start();
    await t.has(REF);
    t.server.delete(DEFINITIONS, 'databases.example.com');
    await t.lacks(REF);
    expect(t.catalog.refs).not.toContain(REF);
  });

  it('P6: keeps the entities of another replica until the records are read', async () => {
    t.pending.requests = [request()];
    await start();
    await t.has(REF);
    await t.close();
    const before = t.catalog.mutations.length;
    t.pending.failure = new Error('the ske plugin is not available');
    await start();
    await eventually(
      'the first mutation of the new replica',
      () => t.catalog.mutations.length > before || undefined,
    );
    expect(t.catalog.entities.has(REF)).toBe(true);
    t.pending.failure = undefined;
    t.pending.requests = [];
    await refresh();
    await t.lacks(REF);
  });

  it('logs once that the records cannot be read, and logs when they can be read again', async () => {
    t.pending.failure = new Error('no');
    await start();
    await t.has('component:default/orders-database');
    await refresh();
    await refresh();
    const problems = () =>
      t.warnings.filter(line => line.includes('recorded requests'));
    expect(problems()).toEqual([
      'Cannot read the recorded requests from the ske plugin. While they cannot be read, their entities stay unchanged.',
    ]);
    t.pending.failure = undefined;
    await refresh();
    await eventually('the log to say that it works again', () =>
      t.infos.includes('Reading the recorded requests works again.')
        ? true
        : undefined,
    );
    expect(problems()).toHaveLength(1);
  });

  it('works without a ske plugin', async () => {
    t.pending.isAbsent = true;
    await start();
    await t.has('component:default/orders-database');
    expect(t.warnings).toEqual([]);
    expect(t.catalog.mutations.map(({ type }) => type)).toEqual(['full']);
  });
});
