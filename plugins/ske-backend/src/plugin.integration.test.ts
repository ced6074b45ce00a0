import { useTestPlatform } from '@kratix-portal/local-platform';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';

jest.setTimeout(60_000);

describe('the ske plugin on a real API server', () => {
  const platform = useTestPlatform();
  let backend: SkeBackend;

  beforeAll(async () => {
    const { apiServer } = platform.current.endpoints;
    backend = await startSkeBackend({
      config: {
        ske: { kubernetes: { platformName: 'kratix-platform' } },
        kubernetes: {
          serviceLocatorMethod: { type: 'multiTenant' },
          clusterLocatorMethods: [
            {
              type: 'config',
              clusters: [
                {
                  name: 'kratix-platform',
                  url: apiServer.url,
                  authProvider: 'oidc',
                  oidcTokenProvider: 'oidc',
                  caFile: apiServer.caFile,
                },
              ],
            },
          ],
        },
      },
    });
  });

  it('B5, B9: creates an object as the user and reads it back', async () => {
    const token = await backend.userTokens.sign({
      userEntityRef: 'user:default/user-admin',
      claims: { tok: await platform.current.accessToken('user-admin') },
    });
    const created = await backend.request({
      method: 'POST',
      path: '/api/ske/configure-resource',
      token,
      body: {
        manifest:
          'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: smoke}\ndata: {a: "1"}',
      },
    });
    console.log(
      created.status,
      created.text,
      backend.logs,
      backend.auditEvents,
    );
    const read = await backend.request({
      path: '/api/ske/resource?apiVersion=v1&kind=ConfigMap&name=smoke',
      token,
    });
    expect(read.body.manifest.data).toEqual({ a: '1' });
  });
});
