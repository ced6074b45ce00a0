import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { RecordingApiServer } from '@kratix-portal/plugin-ske-node/testUtils';
import { decodeJwt } from 'jose';
import { platformConfig } from './__testUtils__/platformConfig';
import { routes, userEntityRef } from './__testUtils__/settingsRequests';
import { SkeBackend, startSkeBackend } from './__testUtils__/startSkeBackend';
import { tokenRoute, type TokenRequest } from './__testUtils__/tokenRoute';

/** The callers of the token route: the user and the plugin that acts for them. */
let asked: TokenRequest[];
let answer: { status: number; body: object };

/** A plugin that calls the `ske` plugin on behalf of its caller. */
const otherPlugin = createBackendPlugin({
  pluginId: 'other',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
      },
      async init({ auth, discovery, httpAuth, httpRouter }) {
        httpRouter.use((req, res, next) => {
          const call = async () => {
            const { token } = await auth.getPluginRequestToken({
              onBehalfOf: await httpAuth.credentials(req, { allow: ['user'] }),
              targetPluginId: 'ske',
            });
            const url = await discovery.getBaseUrl('ske');
            const path = routes[0].path.replace('/api/ske', '');
            const response = await fetch(`${url}${path}`, {
              headers: { authorization: `Bearer ${token}` },
            });
            res.status(response.status).json({ ok: response.ok });
          };
          call().catch(next);
        });
      },
    });
  },
});

describe('ske.auth.mode: session', () => {
  let apiServer: RecordingApiServer;
  let backend: SkeBackend;

  beforeEach(async () => {
    asked = [];
    answer = {
      status: 200,
      body: { accessToken: 'token-of-the-session', expiresInMs: 300_000 },
    };
    apiServer = await RecordingApiServer.start();
    backend = await startSkeBackend({
      config: platformConfig(
        { url: apiServer.url },
        { auth: { mode: 'session' } },
      ),
      features: [
        tokenRoute(request => {
          asked.push(request);
          return answer;
        }),
        otherPlugin,
      ],
    });
  });

  afterEach(async () => {
    await backend.stop();
    await apiServer.stop();
  });

  const signIn = (claims = {}) =>
    backend.userTokens.sign({ userEntityRef, claims, withIdentityProof: true });

  const authorizations = () =>
    new Set(apiServer.requests.map(({ authorization }) => authorization));

  it('S5: requests the token of the session on behalf of the user, and sends it to the cluster', async () => {
    const token = await signIn({ tok: 'token-of-the-claim' });
    expect(decodeJwt(token).tok).toBeDefined();

    await backend.request({ ...routes[0], token });
    await backend.request({ ...routes[0], token });

    expect(asked).toEqual([
      { user: userEntityRef, plugin: 'plugin:ske', provider: 'oidc' },
    ]);
    expect(authorizations()).toEqual(new Set(['Bearer token-of-the-session']));
  });

  it('S5: acts as the user when another plugin calls on their behalf', async () => {
    const token = await signIn();

    await backend.request({ path: '/api/other/call', token });

    expect(asked).toEqual([
      { user: userEntityRef, plugin: 'plugin:ske', provider: 'oidc' },
    ]);
    expect(authorizations()).toEqual(new Set(['Bearer token-of-the-session']));
  });

  it.each([
    ['no-credentials', 401],
    ['session-ended', 401],
    ['idp-unavailable', 503],
  ])('S1: passes %s on and makes no request', async (code, status) => {
    answer = { status, body: { error: { code, message: 'The reason.' } } };

    const response = await backend.request({
      ...routes[0],
      token: await signIn({ tok: 'token-of-the-claim' }),
    });

    expect(response.status).toBe(status);
    expect(response.body.error).toMatchObject({ code, message: 'The reason.' });
    expect(apiServer.requests).toEqual([]);
  });

  it('S1: makes no request when the auth backend has no session mode', async () => {
    answer = { status: 404, body: {} };

    const response = await backend.request({
      ...routes[0],
      token: await signIn({ tok: 'token-of-the-claim' }),
    });

    expect(response.status).toBe(503);
    expect(response.body.error.hint).toContain('ske.auth.mode');
    expect(apiServer.requests).toEqual([]);
  });
});
