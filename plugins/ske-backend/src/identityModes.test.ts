import { RecordingApiServer } from '@kratix-portal/plugin-ske-node/testUtils';
import { setUpAmbientIdentity } from './__testUtils__/ambientIdentity';
import { platformConfig } from './__testUtils__/platformConfig';
import { routes, tok, userEntityRef } from './__testUtils__/settingsRequests';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';
import { useSkeBackend } from './__testUtils__/useSkeBackend';

describe('the start of the ske plugin', () => {
  it('warns of skipTLSVerify exactly once', async () => {
    const backend = await startSkeBackend({
      config: platformConfig({
        url: 'https://cluster.example.com',
        skipTLSVerify: true,
      }),
    });
    const warnings = backend.logs.filter(line => line.startsWith('warn'));
    await backend.stop();
    expect(warnings).toEqual([expect.stringContaining('skipTLSVerify')]);
  });

  it('rejects an invalid configuration, naming key and remedy', async () => {
    await expect(
      startSkeBackend({
        config: platformConfig({ url: 'http://cluster.example.com' }),
      }),
    ).rejects.toThrow(
      /kubernetes\.clusterLocatorMethods\[0\]\.clusters\[0\]\.url starts with "http:".*use "https:"/,
    );
  });
});

/** A kind that a Promise defines, which shared identities may use. */
function putPromisedKind(apiServer: RecordingApiServer) {
  apiServer.put(
    '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/databases.demo.example.com',
    { metadata: { labels: { 'kratix.io/promise-name': 'db' } } },
  );
  return {
    method: 'POST' as const,
    path: '/api/ske/configure-resource',
    body: {
      manifest:
        '{apiVersion: demo.example.com/v1, kind: Database, metadata: {name: orders}}',
    },
  };
}

describe('B4: with authProvider serviceAccount', () => {
  const api = useSkeBackend({
    cluster: {
      authProvider: 'serviceAccount',
      serviceAccountToken: 'service-account-token',
    },
  });

  it('warns that all users share one identity', () => {
    expect(api.backend.logs.join('\n')).toMatch(
      /warn Cluster kratix-platform has authProvider "serviceAccount": every user acts/,
    );
  });

  it('ignores the tok of the Backstage token', async () => {
    const route = putPromisedKind(api.apiServer);
    for (const claims of [{}, { tok: 42 }, { tok: 'opaque' }, { tok }]) {
      const token = await api.backend.userTokens.sign({
        userEntityRef,
        claims,
      });
      const { status } = await api.backend.request({ ...route, token });
      expect(status).toBe(200);
    }
    expect(new Set(api.apiServer.requests.map(r => r.authorization))).toEqual(
      new Set(['Bearer service-account-token']),
    );
    expect(api.backend.auditEvents[0].meta?.identity).toBe('service');
  });

  it('S5: still requires the token of a user', async () => {
    expect((await api.backend.request(routes[0])).status).toBe(401);
    expect(api.apiServer.requests).toEqual([]);
  });

  it('S20: rejects a Secret', async () => {
    const token = await api.backend.userTokens.sign({ userEntityRef });
    const { status } = await api.backend.request({
      path: '/api/ske/resource?apiVersion=v1&kind=Secret&name=a',
      token,
    });
    expect(status).toBe(403);
    expect(api.apiServer.requests).toEqual([]);
  });

  it('S20: rejects a kind that no Promise defines, on every route', async () => {
    const token = await api.backend.userTokens.sign({ userEntityRef });
    for (const route of routes) {
      const { status, body } = await api.backend.request({ ...route, token });
      expect(status).toBe(403);
      expect(body.error).toMatchObject({
        code: 'kind-not-allowed',
        message: expect.stringMatching(/only to Promises/),
      });
    }
    expect(
      api.apiServer.requests.filter(request => /configmaps/.test(request.path)),
    ).toEqual([]);
  });
});

describe('B3: without ske.kubernetes', () => {
  let apiServer: RecordingApiServer;
  let backend: SkeBackend;
  let removeAmbientIdentity: () => void;

  beforeAll(async () => {
    apiServer = await RecordingApiServer.start();
    removeAmbientIdentity = setUpAmbientIdentity(apiServer);
    backend = await startSkeBackend({ config: {} });
  });
  afterAll(async () => {
    removeAmbientIdentity();
    await backend.stop();
    await apiServer.stop();
  });

  it('uses the default kubeconfig, after a warning at start, and only for users', async () => {
    expect(backend.logs.join('\n')).toMatch(
      /warn ske\.kubernetes is not configured: every user acts/,
    );
    const token = await backend.userTokens.sign({
      userEntityRef,
      claims: { tok },
    });
    const route = putPromisedKind(apiServer);
    const { status } = await backend.request({ ...route, token });
    expect(status).toBe(200);
    expect(new Set(apiServer.requests.map(r => r.authorization))).toEqual(
      new Set(['Bearer ambient-token']),
    );
    expect(backend.auditEvents[0].meta).toMatchObject({
      cluster: 'there',
      identity: 'service',
    });
    expect((await backend.request(routes[0])).status).toBe(401);
  });
});
