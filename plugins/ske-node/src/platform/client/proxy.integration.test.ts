import { readFileSync } from 'node:fs';
import { ConfigReader } from '@backstage/config';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { useTestPlatform } from '@kratix-portal/test-cluster';
import { PlatformConfig, readSkeConfig } from '../../config';
import { UserIdentity } from '../../credentials';
import { AccessToken } from '../../credentials/identity/AccessToken';
import { collectionPath } from '../calls/ApiPath';
import { CollectionReader } from '../collections/CollectionReader';
import { ConnectProxy } from './__testUtils__/ConnectProxy';
import { PlatformClient } from './PlatformClient';
import { location, path, subjectOf } from './__testUtils__/systemConfigMap';

const PROXIED = 'kube.only-the-proxy.example:6443';

describe('PlatformClient through a proxy', () => {
  const platform = useTestPlatform();
  const clients: PlatformClient[] = [];
  let proxy: ConnectProxy;
  let token: string;
  let identity: UserIdentity;

  beforeAll(async () => {
    token = await platform.current.accessToken('user-admin');
    identity = new UserIdentity({
      userEntityRef: 'user:default/jane',
      token: AccessToken.parse(token, new Date()),
    });
  });
  beforeEach(async () => {
    proxy = await ConnectProxy.start();
    const { hostname, port } = new URL(
      platform.current.endpoints.apiServer.url,
    );
    const address = { host: hostname, port: Number(port) };
    proxy.hosts.set(PROXIED, address);
    proxy.hosts.set('[fd00::1]:6443', address);
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map(client => client.close()));
    await proxy.stop();
  });

  function configOf(
    options: { credentials?: string; host?: string } = {},
  ): PlatformConfig {
    const { credentials = '', host = PROXIED } = options;
    return {
      name: 'kratix-platform',
      url: `https://${host}`,
      tls: {
        ca: readFileSync(platform.current.endpoints.apiServer.caFile, 'utf8'),
        skipVerify: false,
        // The certificate of the test platform does not have the name that the proxy resolves.
        serverName: 'localhost',
      },
      proxy: {
        url: `http://${credentials}${proxy.host}`,
        source: 'HTTPS_PROXY',
      },
      identity: { mode: 'user', oidcTokenProvider: 'oidc' },
    };
  }

  function connect(config = configOf()): PlatformClient {
    const client = new PlatformClient({ platform: config });
    clients.push(client);
    return client;
  }

  async function refusal(client: PlatformClient): Promise<SkeError> {
    return client
      .get(path, { identity, subject: subjectOf('get') })
      .then(() => undefined)
      .catch(error => error);
  }

  it('sends calls and watches through tunnels, with TLS to the API server itself', async () => {
    const client = connect();
    const { body } = await client.get(path, {
      identity,
      subject: subjectOf('get'),
    });
    expect(body.kind).toBe('ConfigMap');
    const watch = await client.watch(
      collectionPath(location),
      {},
      { identity, subject: subjectOf('watch') },
    );
    for await (const item of watch) {
      expect(item.type).toBe('ADDED');
      break;
    }
    expect(proxy.requested).toEqual([PROXIED, PROXIED]);
    // The proxy forwards only TLS records.
    expect(Buffer.concat(proxy.sent).toString('latin1')).not.toContain(
      token.slice(0, 20),
    );
  });

  it('keeps its tunnels for further calls', async () => {
    const client = connect();
    for (let i = 0; i < 20; i += 1) {
      await client.get(path, { identity, subject: subjectOf('get') });
    }
    // undici may open a second connection before the first connection is free again.
    expect(proxy.requested.length).toBeLessThanOrEqual(2);
  });

  it('reaches an IPv6 address', async () => {
    await connect(configOf({ host: '[fd00::1]:6443' })).get(path, {
      identity,
      subject: subjectOf('get'),
    });
    expect(proxy.requested).toEqual(['[fd00::1]:6443']);
  });

  it('carries the requests of CollectionReader too', async () => {
    const { tls, proxy: configured, url } = configOf();
    const reader = new CollectionReader({
      platform: {
        name: 'kratix-platform',
        url,
        tls,
        proxy: configured,
        identity: {
          mode: 'service',
          source: 'a test',
          credentials: { authorization: async () => `Bearer ${token}` },
        },
      },
      userAgent: 'a test',
    });
    const collection = { location, kind: 'ConfigMap', pageSize: 10 };
    const { signal } = new AbortController();
    for await (const page of reader.list(collection, signal)) {
      expect(page.items.length).toBeGreaterThan(0);
    }
    await reader.close();
    expect(proxy.requested).toEqual([PROXIED]);
  });

  it('verifies the certificate of the API server, and names the proxy', async () => {
    const config = configOf();
    const error = await refusal(
      connect({ ...config, tls: { ...config.tls, serverName: undefined } }),
    );
    expect(error.code).toBe('cluster-untrusted');
    expect(error.message).toContain(
      `through the proxy http://${proxy.host} (HTTPS_PROXY)`,
    );
  });

  it('sends the credentials of the proxy’s URL to the proxy, and shows them nowhere', async () => {
    proxy.credentials = `Basic ${Buffer.from('ann:s3 cret').toString('base64')}`;
    const client = connect(configOf({ credentials: 'ann:s3%20cret@' }));
    await client.get(path, { identity, subject: subjectOf('get') });
    const wrong = await refusal(
      connect(configOf({ credentials: 'ann:wr0ng@' })),
    );
    expect(wrong).toMatchObject({
      code: 'cluster-unreachable',
      message: `Cluster kratix-platform cannot be reached from the portal: the proxy http://${proxy.host} (HTTPS_PROXY) responded with 407.`,
      hint: expect.stringContaining('requires a user name and a password'),
    });
    expect(JSON.stringify([wrong.message, wrong.hint])).not.toMatch(/wr0ng/);
  });

  it.each([
    [403, /must allow CONNECT/],
    [503, /the proxy cannot reach the API server/],
  ])('names the proxy that responds with %s', async (status, hint) => {
    proxy.refuseWith = status;
    const error = await refusal(connect());
    expect(error.code).toBe('cluster-unreachable');
    expect(error.message).toContain(
      `the proxy http://${proxy.host} (HTTPS_PROXY) responded with ${status}`,
    );
    expect(error.hint).toMatch(hint);
  });

  it('names the proxy that cannot be reached', async () => {
    const client = connect();
    const { host } = proxy;
    await proxy.stop();
    const error = await refusal(client);
    proxy = await ConnectProxy.start(); // afterEach stops this proxy.
    expect(error.code).toBe('cluster-unreachable');
    expect(error.message).toContain(
      `the proxy http://${host} (HTTPS_PROXY) cannot be reached (ECONNREFUSED)`,
    );
  });

  it('follows HTTPS_PROXY of the environment', async () => {
    process.env.HTTPS_PROXY = `http://${proxy.host}`;
    try {
      const { platform: config } = readSkeConfig(
        new ConfigReader({
          ske: { kubernetes: { platformName: 'kratix-platform' } },
          kubernetes: {
            clusterLocatorMethods: [
              {
                type: 'config',
                clusters: [
                  {
                    name: 'kratix-platform',
                    url: `https://${PROXIED}`,
                    authProvider: 'oidc',
                    oidcTokenProvider: 'oidc',
                    skipTLSVerify: true,
                  },
                ],
              },
            ],
          },
        }),
      );
      await connect(config).get(path, { identity, subject: subjectOf('get') });
    } finally {
      delete process.env.HTTPS_PROXY;
    }
    expect(proxy.requested).toEqual([PROXIED]);
  });
});
