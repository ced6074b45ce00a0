import type { JsonObject } from '@backstage/types';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { ServicePlatformConfig } from '../../config';
import { RecordingApiServer } from '../../testUtils/RecordingApiServer';
import type { Collection } from './Collection';
import { CollectionReader } from './CollectionReader';

const PATH = '/apis/demo.example.com/v1/namespaces/team-a/databases';
const DATABASES: Collection = {
  kind: 'Database',
  location: {
    group: 'demo.example.com',
    version: 'v1',
    plural: 'databases',
    namespace: 'team-a',
  },
  labelSelector: 'show in (a,b)',
  pageSize: 2,
};

describe('CollectionReader', () => {
  const { signal } = new AbortController();
  const readers: CollectionReader[] = [];
  let apiServer: RecordingApiServer;

  const connect = (platform: Partial<ServicePlatformConfig> = {}) => {
    const reader = new CollectionReader({
      platform: {
        name: 'kratix-platform',
        url: apiServer.url,
        tls: { skipVerify: false },
        identity: {
          mode: 'service',
          source: 'a test',
          credentials: { authorization: async () => 'Bearer of-the-reader' },
        },
        ...platform,
      },
      userAgent: 'a test',
    });
    readers.push(reader);
    return reader;
  };
  /** Responds to one request with each body. */
  const respond = (...bodies: JsonObject[]) => {
    apiServer.intercept = (_, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(bodies.shift()));
      return true;
    };
  };
  const list = async (reader: CollectionReader) => {
    const names: unknown[] = [];
    for await (const page of reader.list(DATABASES, signal)) {
      names.push(...page.items.map(({ name }) => name));
    }
    return names;
  };
  const failure = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return SkeError.is(error) ? error.code : error;
  };

  beforeAll(async () => {
    apiServer = await RecordingApiServer.start();
  });
  afterEach(async () => {
    apiServer.clear();
    apiServer.intercept = undefined;
    await Promise.all(readers.splice(0).map(reader => reader.close()));
  });
  afterAll(() => apiServer.stop());

  it('S2: sends nothing with the identity of a user', async () => {
    const reader = connect({
      // @ts-expect-error -- the type does not accept the identity of a user
      identity: { mode: 'user', oidcTokenProvider: 'oidc' },
    });
    expect(await failure(list(reader))).toBe('no-credentials');
    expect(await failure(reader.watch(DATABASES, '1', signal))).toBe(
      'no-credentials',
    );
    expect(apiServer.requests).toEqual([]);
  });

  it('can list and watch, and has no other method', () => {
    expect(Object.getOwnPropertyNames(CollectionReader.prototype)).toEqual([
      'constructor',
      'list',
      'watch',
      'close',
    ]);
    // Other code cannot access its fields.
    expect(Object.keys(connect())).toEqual(['cluster']);
  });

  it('sends only GET, with its own account', async () => {
    respond(
      { kind: 'DatabaseList', metadata: { resourceVersion: '7' }, items: [] },
      { type: 'BOOKMARK', object: { metadata: { resourceVersion: '8' } } },
    );
    const reader = connect();
    await list(reader);
    for await (const item of await reader.watch(DATABASES, '7', signal)) {
      expect(item.type).toMatch(/^(BOOKMARK|END)$/);
    }
    expect(
      apiServer.requests.map(({ method, path, authorization }) => ({
        method,
        path: path.replace(/timeoutSeconds=\d+/, 'timeoutSeconds=…'),
        authorization,
      })),
    ).toEqual([
      {
        method: 'GET',
        path: `${PATH}?limit=2&labelSelector=show%20in%20(a%2Cb)`,
        authorization: 'Bearer of-the-reader',
      },
      {
        method: 'GET',
        path: `${PATH}?watch=true&allowWatchBookmarks=true&timeoutSeconds=…&resourceVersion=7&labelSelector=show%20in%20(a%2Cb)`,
        authorization: 'Bearer of-the-reader',
      },
    ]);
  });

  it('reads page after page, and accepts null as an empty list', async () => {
    const metadata = { resourceVersion: '7' };
    respond(
      {
        kind: 'DatabaseList',
        metadata: { ...metadata, continue: 'more' },
        items: [{ name: 'a' }, { name: 'b' }],
      },
      { kind: 'DatabaseList', metadata, items: null },
    );
    expect(await list(connect())).toEqual(['a', 'b']);
    expect(apiServer.requests[1].path).toContain('continue=more');
  });

  it.each<[string, JsonObject]>([
    ['an object', { kind: 'Database', metadata: {}, items: null }],
    [
      'a list whose items are not objects',
      { kind: 'DatabaseList', items: [1] },
    ],
    [
      'a list without a resourceVersion',
      { kind: 'DatabaseList', metadata: {}, items: [] },
    ],
  ])('W19: does not accept %s as an empty list', async (_, body) => {
    respond(body);
    expect(await failure(list(connect()))).toBe('cluster-error');
  });

  it('gives its watches different durations, so that they do not end together', async () => {
    respond(...Array.from({ length: 20 }, () => ({})));
    const reader = connect();
    for (let i = 0; i < 20; i += 1) {
      (await reader.watch(DATABASES, '7', signal)).close();
    }
    const seconds = apiServer.requests.map(({ path }) =>
      Number(/timeoutSeconds=(\d+)/.exec(path)?.[1]),
    );
    expect(Math.min(...seconds)).toBeGreaterThanOrEqual(300);
    expect(Math.max(...seconds)).toBeLessThanOrEqual(546);
    expect(new Set(seconds).size).toBeGreaterThan(5);
  });
});
