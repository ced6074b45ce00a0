import { SkeError } from '@kratix-portal/plugin-ske-common';
import { UserIdentity } from '../../credentials';
import { AccessToken } from '../../credentials/identity/AccessToken';
import { unsignedJwt } from '../../credentials/__testUtils__/unsignedJwt';
import { RecordingApiServer } from '../../testUtils';
import { Discovery } from './Discovery';
import { CallSender } from '../sender/CallSender';
import { DEFAULT_LIMITS } from '../calls/PlatformLimits';

function user(name: string): UserIdentity {
  return new UserIdentity({
    userEntityRef: `user:default/${name}`,
    token: AccessToken.parse(unsignedJwt({ sub: name }), new Date()),
  });
}

describe('Discovery', () => {
  const jane = user('jane');
  const joe = user('joe');
  let apiServer: RecordingApiServer;
  let sender: CallSender;
  let now = 0;
  let discovery: Discovery;

  beforeAll(async () => {
    apiServer = await RecordingApiServer.start();
    sender = new CallSender({
      platform: {
        name: 'kratix-platform',
        url: apiServer.url,
        tls: { skipVerify: false },
        identity: { mode: 'user', oidcTokenProvider: 'oidc' },
      },
      limits: DEFAULT_LIMITS,
    });
  });
  beforeEach(() => {
    apiServer.clear();
    now = 0;
    discovery = new Discovery({ sender, now: () => now });
  });
  afterAll(async () => {
    await sender.close();
    await apiServer.stop();
  });

  async function refusal(
    apiVersion: string,
    kind: string,
    identity = jane,
  ): Promise<SkeError> {
    try {
      await discovery.find(apiVersion, kind, { identity });
    } catch (error) {
      return error as SkeError;
    }
    throw new Error('found');
  }

  it('reads an invalidated list again for the next caller, but at most every two seconds', async () => {
    const find = (identity: UserIdentity) =>
      discovery.find('demo.example.com/v1', 'Region', { identity });
    await find(jane);
    discovery.invalidate();
    await find(jane);
    expect(apiServer.requests).toHaveLength(1);
    now = 2_000;
    await find(joe);
    expect(apiServer.requests).toHaveLength(2);
    now = 10_000;
    await find(joe);
    expect(apiServer.requests).toHaveLength(2);
  });

  it('uses an invalidated list for a caller who may not read a new list', async () => {
    await discovery.find('demo.example.com/v1', 'Region', { identity: jane });
    discovery.invalidate();
    now = 2_000;
    apiServer.intercept = (_, response) => {
      response.writeHead(403);
      response.end(JSON.stringify({ kind: 'Status', message: 'no' }));
      return true;
    };
    await expect(
      discovery.find('demo.example.com/v1', 'Region', { identity: joe }),
    ).resolves.toMatchObject({ plural: 'regions' });
    await expect(
      refusal('demo.example.com/v1', 'Other'),
    ).resolves.toMatchObject({ status: 403 });
  });

  it('S21: finds plural and scope, with the identity of the caller', async () => {
    await expect(
      discovery.find('demo.example.com/v1', 'Region', { identity: jane }),
    ).resolves.toEqual({
      group: 'demo.example.com',
      version: 'v1',
      kind: 'Region',
      plural: 'regions',
      namespaced: false,
    });
    expect(apiServer.requests).toEqual([
      expect.objectContaining({
        path: '/apis',
        authorization: await jane.authorization(),
      }),
    ]);
  });

  it('S25: shares the list between users', async () => {
    await discovery.find('v1', 'ConfigMap', { identity: jane });
    await discovery.find('v1', 'ConfigMap', { identity: joe });
    expect(apiServer.requests).toHaveLength(1);
  });

  it('S25: does not cache an error: the next user reads with their own identity', async () => {
    apiServer.intercept = ({ authorization }, response) => {
      if (apiServer.requests.length > 1) {
        return false;
      }
      expect(authorization).toMatch(/^Bearer /);
      response.writeHead(403);
      response.end(
        JSON.stringify({
          kind: 'Status',
          reason: 'Forbidden',
          message: 'forbidden: User "jane" cannot get path "/api/v1"',
        }),
      );
      return true;
    };
    const error = await refusal('v1', 'ConfigMap');
    expect(error.code).toBe('forbidden');
    expect(error.message).toMatch(/discovery/);
    expect(error.hint).toContain('system:discovery');
    await discovery.find('v1', 'ConfigMap', { identity: joe });
    expect(apiServer.requests[1].authorization).toBe(await joe.authorization());
  });

  it('reports that a kind is not served, and suggests a similar one', async () => {
    const error = await refusal('demo.example.com/v1', 'database');
    expect(error.code).toBe('kind-not-served');
    expect(error.hint).toContain('Did you mean kind Database?');
    expect((await refusal('demo.example.com/v1', 'Nothing')).hint).toMatch(
      /is not installed/,
    );
  });

  it('reports that a group is not served', async () => {
    const error = await refusal('other.example.com/v1', 'Database');
    expect(error).toMatchObject({ code: 'kind-not-served', status: 404 });
  });

  it('S20: does not find subresources', async () => {
    respond({
      kind: 'APIGroupDiscoveryList',
      items: [
        {
          versions: [
            {
              version: 'v1',
              resources: [
                {
                  resource: 'pods/eviction',
                  responseKind: { kind: 'Eviction' },
                  scope: 'Namespaced',
                },
                { resource: 'pods', responseKind: null, scope: 'Namespaced' },
              ],
            },
          ],
        },
      ],
    });
    expect((await refusal('v1', 'Eviction')).code).toBe('kind-not-served');
  });

  it('reads the list again for an unknown kind only after a minimum time, so that invented kinds cause no requests', async () => {
    for (let i = 0; i < 5; i += 1) {
      await refusal('demo.example.com/v1', `Made${i}`);
      await refusal(`made${i}.example.com/v1`, 'Made');
    }
    expect(apiServer.requests).toHaveLength(1);
    now = 3_000;
    await refusal('demo.example.com/v1', 'Made');
    expect(apiServer.requests).toHaveLength(2);
  });

  it('caches a list for ten minutes, then makes a conditional request', async () => {
    const conditions: unknown[] = [];
    apiServer.intercept = ({ ifNoneMatch }, response) => {
      conditions.push(ifNoneMatch);
      if (ifNoneMatch === '"v1"') {
        response.writeHead(304);
        response.end();
        return true;
      }
      response.setHeader('etag', '"v1"');
      return false;
    };
    await discovery.find('v1', 'ConfigMap', { identity: jane });
    now = 10 * 60_000 - 1;
    await discovery.find('v1', 'ConfigMap', { identity: jane });
    expect(conditions).toEqual([undefined]);
    now = 10 * 60_000;
    await discovery.find('v1', 'ConfigMap', { identity: joe });
    await discovery.find('v1', 'ConfigMap', { identity: jane });
    expect(conditions).toEqual([undefined, '"v1"']);
  });

  it.each([
    ['W/"1"', 'W/"1"'],
    ['"a b"', undefined],
    ['"ü"', undefined],
    ['no quotes', undefined],
  ])('S24: sends the ETag %s back as %s', async (etag, condition) => {
    apiServer.intercept = (_, response) => {
      response.setHeader('etag', etag);
      return false;
    };
    await discovery.find('v1', 'ConfigMap', { identity: jane });
    now = 10 * 60_000;
    await discovery.find('v1', 'ConfigMap', { identity: jane });
    expect(apiServer.requests[1].ifNoneMatch).toBe(condition);
  });

  it('S25: parallel callers share one request', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        discovery.find('v1', 'ConfigMap', { identity: i % 2 ? jane : joe }),
      ),
    );
    expect(apiServer.requests).toHaveLength(1);
  });

  it.each([401, 403])(
    'S25: a %s of one user rejects only this user; the other users read with their own identity',
    async code => {
      const hers = await jane.authorization();
      apiServer.intercept = ({ authorization }, response) => {
        if (authorization !== hers) {
          return false;
        }
        response.writeHead(code);
        response.end(JSON.stringify({ kind: 'Status', message: 'no' }));
        return true;
      };
      const outcomes = await Promise.allSettled([
        discovery.find('v1', 'ConfigMap', { identity: jane }),
        discovery.find('v1', 'ConfigMap', { identity: joe }),
        discovery.find('v1', 'ConfigMap', { identity: joe }),
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual([
        'rejected',
        'fulfilled',
        'fulfilled',
      ]);
    },
  );

  it('S25: a caller who disconnects does not make the calls of other callers fail', async () => {
    const gone = new AbortController();
    apiServer.intercept = () => {
      if (apiServer.requests.length > 1) {
        return false;
      }
      setTimeout(() => gone.abort(new Error('gone')), 50);
      return true;
    };
    const [left, stayed] = await Promise.allSettled([
      discovery.find('v1', 'ConfigMap', {
        identity: jane,
        signal: gone.signal,
      }),
      discovery.find('v1', 'ConfigMap', { identity: joe }),
    ]);
    expect(left).toMatchObject({ reason: new Error('gone') });
    expect(stayed.status).toBe('fulfilled');
  });

  it.each([
    '{"resources":[{"name":1}]}',
    '{"kind":"APIGroupDiscoveryList","items":{}}',
    '[]',
    '<html>',
  ])('reports %s as an error of the cluster', async text => {
    respond(text);
    expect((await refusal('v1', 'ConfigMap')).code).toBe('cluster-error');
  });

  describe('the discovery of an apiVersion whose kinds the list does not have', () => {
    const resources = [
      { name: 'databases', kind: 'Database', namespaced: true },
      { name: 'databases/scale', kind: 'Scale', namespaced: true },
    ];

    it.each([
      [
        'a server without aggregated discovery',
        {
          kind: 'APIGroupList',
          groups: [{ versions: [{ groupVersion: 'demo.example.com/v1' }] }],
        },
      ],
      [
        'an extension that does not respond',
        {
          kind: 'APIGroupDiscoveryList',
          items: [
            {
              metadata: { name: 'demo.example.com' },
              versions: [{ version: 'v1', freshness: 'Stale' }],
            },
          ],
        },
      ],
    ])('%s', async (_, list) => {
      apiServer.intercept = ({ path }, response) => {
        response.end(JSON.stringify(path === '/apis' ? list : { resources }));
        return true;
      };
      for (let i = 0; i < 3; i += 1) {
        await expect(
          discovery.find('demo.example.com/v1', 'Database', {
            identity: jane,
          }),
        ).resolves.toMatchObject({ plural: 'databases', namespaced: true });
        expect((await refusal('demo.example.com/v1', 'Scale')).code).toBe(
          'kind-not-served',
        );
        expect(
          (await refusal(`made${i}.example.com/v1`, 'Database')).code,
        ).toBe('kind-not-served');
      }
      expect(apiServer.requests.map(({ path }) => path)).toEqual([
        '/apis',
        '/apis/demo.example.com/v1',
      ]);
    });
  });

  function respond(body: unknown) {
    apiServer.intercept = (_, response) => {
      response.end(typeof body === 'string' ? body : JSON.stringify(body));
      return true;
    };
  }
});
