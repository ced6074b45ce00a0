import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { apiDocument } from './__testUtils__/apiDocument';
import { unsignedJwt } from './__testUtils__/unsignedJwt';
import { SERVICE_TOKEN, useSkeBackend } from './__testUtils__/useSkeBackend';

const jane = 'user:default/jane';
const tok = unsignedJwt({ sub: 'jane' });
const encode = (part: object) =>
  Buffer.from(JSON.stringify(part)).toString('base64url');

const READ = '/api/ske/resource?apiVersion=v1&kind=ConfigMap&name=settings';

/** Another plugin that calls ours on behalf of its caller, and as itself. */
const otherPlugin = createBackendPlugin({
  pluginId: 'other',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
      },
      async init({ auth, httpAuth, httpRouter }) {
        const router = Router();
        router.get('/tokens', (req, res, next) => {
          Promise.all([
            httpAuth.credentials(req).then(onBehalfOf =>
              auth.getPluginRequestToken({
                onBehalfOf,
                targetPluginId: 'ske',
              }),
            ),
            auth.getOwnServiceCredentials().then(onBehalfOf =>
              auth.getPluginRequestToken({
                onBehalfOf,
                targetPluginId: 'ske',
              }),
            ),
          ]).then(
            ([onBehalf, own]) =>
              res.json({ onBehalf: onBehalf.token, own: own.token }),
            next,
          );
        });
        httpRouter.use(router);
      },
    });
  },
});

/** On our paths our middleware replaces Backstage's own (docs/adr/0013). */
describe('S1, S5: the admission middleware', () => {
  const api = useSkeBackend({ features: [otherPlugin] });
  let token: string;

  beforeAll(async () => {
    token = await api.backend.userTokens.sign({
      userEntityRef: jane,
      claims: { tok },
      withIdentityProof: true,
    });
    // This token is now in the cache. The requests below must be rejected although they contain a similar token.
    await api.backend.request({ path: READ, token });
  });

  const paths = [
    ...Object.keys(apiDocument.paths ?? {}),
    '/resource/anything',
    '/RESOURCE',
    '/resource/',
    '//resource',
    '/resource%2f',
    '/',
    '/unknown',
    '/%2e/unknown',
    '/_unknown',
    '/.unknown',
  ];

  async function statuses(options: {
    token?: string;
    headers?: Record<string, string>;
  }): Promise<number[]> {
    const found = new Set<number>();
    for (const path of paths) {
      for (const method of ['GET', 'POST'] as const) {
        const url = `/api/ske${path}?apiVersion=v1&kind=ConfigMap&name=settings`;
        const answer = await api.backend.request({
          method,
          path: url,
          ...options,
        });
        found.add(answer.status);
        expect(answer.text).not.toContain('manifest');
      }
    }
    expect(api.apiServer.requests).toEqual([]);
    return [...found];
  }

  it('accepts a valid token', async () => {
    const { status } = await api.backend.request({ path: READ, token });
    expect(status).toBe(404);
    expect(api.apiServer.requests.at(-1)?.authorization).toBe(`Bearer ${tok}`);
  });

  it('rejects a request without a token, on every path', async () => {
    expect(await statuses({})).toEqual([401]);
  });

  it('responds to unknown paths in the same way as to known paths', async () => {
    for (const path of ['/nothing', '/%2e/unknown', '/_unknown']) {
      const without = await api.backend.request({ path: `/api/ske${path}` });
      expect(without.status).toBe(401);
      expect(without.headers.get('cache-control')).toBe('no-store');
      expect(without.body.error).toMatchObject({
        name: 'AuthenticationError',
        code: 'no-credentials',
        requestId: without.headers.get('x-request-id'),
      });
      const known = await api.backend.request({
        path: `/api/ske${path}`,
        token,
      });
      expect(known.status).toBe(404);
      expect(known.body.error).toMatchObject({
        code: 'not-found',
        requestId: known.headers.get('x-request-id'),
      });
    }
  });

  it('leaves Backstage’s own routes to Backstage', async () => {
    const path = '/api/ske/.well-known/backstage/permissions/metadata';
    const without = await api.backend.request({ path });
    expect(without.status).toBe(401);
    expect(without.body.error.code).toBeUndefined();
    expect((await api.backend.request({ path, token })).status).toBe(200);
  });

  it('rejects an expired token', async () => {
    const over = await api.backend.userTokens.sign({
      userEntityRef: jane,
      claims: { tok },
      expiresAt: new Date(Date.now() - 60_000),
    });
    expect(await statuses({ token: over })).toEqual([401]);
  });

  it('rejects a forged token, even if it differs from a cached token only in its signature', async () => {
    const [header, payload, signature] = token.split('.');
    const flipped =
      (signature.startsWith('A') ? 'B' : 'A') + signature.slice(1);
    const joe = encode({
      ...JSON.parse(Buffer.from(payload, 'base64url').toString()),
      sub: 'user:default/joe',
    });
    for (const forged of [
      `${header}.${payload}.${flipped}`,
      `${header}.${joe}.${signature}`,
      `${encode({ alg: 'none', typ: 'vnd.backstage.user' })}.${payload}.`,
    ]) {
      expect(await statuses({ token: forged })).toEqual([401]);
    }
  });

  it('rejects a service with a static token, and a plugin that calls as itself', async () => {
    expect(await statuses({ token: SERVICE_TOKEN })).toEqual([403]);
    const { body } = await api.backend.request({
      path: '/api/other/tokens',
      token,
    });
    expect(await statuses({ token: body.own })).toEqual([403]);
  });

  it('rejects a limited token, as a bearer token and as a cookie', async () => {
    const limited = await api.backend.userTokens.signLimited(jane);
    expect(await statuses({ token: limited })).toEqual([401]);
    expect(
      await statuses({ headers: { cookie: `backstage-auth=${limited}` } }),
    ).toEqual([401]);
    expect(
      await statuses({ headers: { cookie: `backstage-auth=${token}` } }),
    ).toEqual([401]);
  });

  it('rejects a token outside of the Authorization header', async () => {
    const places: Array<Record<string, string>> = [
      { 'x-authorization': `Bearer ${token}` },
      { authorization: `Basic ${token}` },
      { authorization: `Bearer ${token} more` },
    ];
    for (const headers of places) {
      expect(await statuses({ headers })).toEqual([401]);
    }
  });

  it('accepts a plugin that calls on behalf of a user, although its token has no claim tok', async () => {
    const { body } = await api.backend.request({
      path: '/api/other/tokens',
      token,
    });
    for (let call = 0; call < 2; call += 1) {
      const answer = await api.backend.request({
        path: READ,
        token: body.onBehalf,
      });
      expect(answer.status).toBe(401);
      expect(answer.body.error.code).toBe('no-credentials');
      expect(answer.body.error.message).toContain(
        `plugin:other called on behalf of ${jane}`,
      );
    }
    expect(api.apiServer.requests).toEqual([]);
  });

  it('S40: the audit event of a cached token names the user and the current request', async () => {
    const joe = await api.backend.userTokens.sign({
      userEntityRef: 'user:default/joe',
      claims: { tok },
    });
    await Promise.all(
      [token, joe, token, joe].map((one, index) =>
        api.backend.request({ path: `${READ}-${index}`, token: one }),
      ),
    );
    const seen = api.backend.auditEvents
      .filter(event => event.status === 'failed')
      .slice(-4)
      .map(({ request }) => [request?.url.at(-1), request?.actorId]);
    expect(seen.sort()).toEqual([
      ['0', jane],
      ['1', 'user:default/joe'],
      ['2', jane],
      ['3', 'user:default/joe'],
    ]);
  });
});
