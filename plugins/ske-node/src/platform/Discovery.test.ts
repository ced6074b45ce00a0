import { SkeError } from '@kratix-portal/plugin-ske-common';
import { UserIdentity } from '../credentials';
import { AccessToken } from '../credentials/AccessToken';
import { RecordingApiServer } from '../testUtils';
import { Discovery } from './Discovery';
import { PlatformClient } from './PlatformClient';

function user(name: string): UserIdentity {
  const payload = Buffer.from(JSON.stringify({ sub: name }));
  return new UserIdentity({
    userEntityRef: `user:default/${name}`,
    token: AccessToken.parse(
      `e30.${payload.toString('base64url')}.c2ln`,
      new Date(),
    ),
  });
}

describe('Discovery', () => {
  const jane = user('jane');
  const joe = user('joe');
  let apiServer: RecordingApiServer;
  let client: PlatformClient;
  let now = 0;
  let discovery: Discovery;

  beforeAll(async () => {
    apiServer = await RecordingApiServer.start();
    client = new PlatformClient({
      platform: {
        name: 'kratix-platform',
        url: apiServer.url,
        tls: { skipVerify: false },
        identity: { mode: 'user', oidcTokenProvider: 'oidc' },
      },
    });
  });
  beforeEach(() => {
    apiServer.clear();
    now = 0;
    discovery = new Discovery({ client, now: () => now });
  });
  afterAll(async () => {
    await client.close();
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

  it('S21: finds plural and scope, and asks as the calling identity', async () => {
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
        path: '/apis/demo.example.com/v1',
        authorization: await jane.authorization(),
      }),
    ]);
  });

  it('S25: shares what was found between users', async () => {
    await discovery.find('v1', 'ConfigMap', { identity: jane });
    await discovery.find('v1', 'ConfigMap', { identity: joe });
    expect(apiServer.requests).toHaveLength(1);
  });

  it('S25: keeps no error: the next user asks as themselves', async () => {
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

  it('says that a kind is not served, and which one may be meant', async () => {
    const error = await refusal('demo.example.com/v1', 'database');
    expect(error.code).toBe('kind-not-served');
    expect(error.hint).toContain('Did you mean kind Database?');
    expect((await refusal('demo.example.com/v1', 'Nothing')).hint).toMatch(
      /is not installed/,
    );
  });

  it('says that a group is not served', async () => {
    const error = await refusal('other.example.com/v1', 'Database');
    expect(error).toMatchObject({ code: 'kind-not-served', status: 404 });
  });

  it('S20: takes no subresource for a kind', async () => {
    apiServer.intercept = (_, response) => {
      response.end(
        JSON.stringify({
          resources: [
            { name: 'pods/eviction', kind: 'Eviction', namespaced: true },
          ],
        }),
      );
      return true;
    };
    expect((await refusal('v1', 'Eviction')).code).toBe('kind-not-served');
  });

  it('looks again for a kind that is new, but not at once: made-up kinds cost nothing', async () => {
    for (let i = 0; i < 5; i += 1) {
      await refusal('v1', `Made${i}`);
    }
    expect(apiServer.requests).toHaveLength(1);
    now = 3_000;
    await refusal('v1', 'Made');
    expect(apiServer.requests).toHaveLength(2);
  });

  it('believes a list for ten minutes', async () => {
    await discovery.find('v1', 'ConfigMap', { identity: jane });
    now = 10 * 60_000;
    await discovery.find('v1', 'ConfigMap', { identity: jane });
    expect(apiServer.requests).toHaveLength(2);
  });

  it('takes what is no list of kinds for a failure of the cluster', async () => {
    apiServer.intercept = (_, response) => {
      response.end('{"resources":[{"name":1}]}');
      return true;
    };
    expect((await refusal('v1', 'ConfigMap')).code).toBe('cluster-error');
  });
});
