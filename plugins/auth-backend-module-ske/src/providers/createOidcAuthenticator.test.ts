import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { OAuthAuthenticatorStartInput } from '@backstage/plugin-auth-node';
import type { JsonObject } from '@backstage/types';
import {
  FAKE_CLIENT,
  startFakeOidcProvider,
  type FakeOidcProvider,
} from '../__testUtils__';
import type { KeptIdTokens, SharedRefreshes } from '../refreshes';
import { createOidcAuthenticator } from './createOidcAuthenticator';
import { RefreshFailures } from './RefreshFailures';

type Request = OAuthAuthenticatorStartInput['req'];

let idp: FakeOidcProvider | undefined;

afterEach(async () => {
  await idp?.stop();
  idp = undefined;
});

function setUp(
  metadataUrl: string,
  overrides: JsonObject = {},
  // Most of these tests do not refresh.
  refreshes: Partial<SharedRefreshes> = {},
) {
  const logger = mockServices.logger.mock();
  const authenticator = createOidcAuthenticator({
    providerId: 'okta',
    logger,
    refreshes: refreshes as SharedRefreshes,
    idTokens: {} as KeptIdTokens,
    failures: new RefreshFailures(),
    tokenKinds: { default: 'access', platform: 'access', needed: ['access'] },
  });
  const context = authenticator.initialize({
    callbackUrl: 'http://localhost:7007/api/auth/okta/handler/frame',
    config: new ConfigReader({ ...FAKE_CLIENT, metadataUrl, ...overrides }),
  });
  const start = async () => {
    const { url } = await authenticator.start(
      {
        scope: 'openid',
        state: 'state',
        req: {
          method: 'GET',
          url: '/start',
          session: {},
        } as unknown as Request,
      },
      context,
    );
    return new URL(url);
  };
  const authenticate = () =>
    authenticator.authenticate({ req: {} as Request }, context);
  const refresh = (limits: { leaseMs: number }) =>
    authenticator.refresh(
      { req: {} as Request, scope: 'openid', refreshToken: 'R0' },
      { ...context, ...limits },
    );
  return { logger, start, authenticate, refresh };
}

describe('createOidcAuthenticator', () => {
  it.each([
    ['no prompt parameter when the key is missing', {}, null],
    ['no prompt parameter for auto', { prompt: 'auto' }, null],
    ['the value none when it is configured', { prompt: 'none' }, 'none'],
    ['the value login when it is configured', { prompt: 'login' }, 'login'],
  ])('sends %s', async (_, config, expected) => {
    idp = await startFakeOidcProvider({ user: { sub: '1' } });
    const { start } = setUp(idp.metadataUrl, config);

    expect((await start()).searchParams.get('prompt')).toBe(expected);
  });

  it('sends startUrlSearchParams', async () => {
    idp = await startFakeOidcProvider({ user: { sub: '1' } });
    const { start } = setUp(idp.metadataUrl, {
      startUrlSearchParams: { audience: 'kube' },
    });

    expect((await start()).searchParams.get('audience')).toBe('kube');
  });

  it('loads the discovery document again at the next sign-in if the provider was down', async () => {
    const gone = await startFakeOidcProvider({ user: { sub: '1' } });
    await gone.stop();
    const { start, authenticate, logger } = setUp(gone.metadataUrl);

    const back = await start();
    expect(back.pathname).toBe('/api/auth/okta/handler/frame');
    expect(Object.fromEntries(back.searchParams)).toEqual({
      error: 'temporarily_unavailable',
      state: 'state',
    });
    await expect(authenticate()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        /^The sign-in provider 'okta' cannot be reached at http:.*: .*ECONNREFUSED.*Try again/,
      ),
    });
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('The next sign-in tries again'),
    );

    idp = await startFakeOidcProvider({
      user: { sub: '1' },
      port: Number(new URL(gone.url).port),
    });
    expect((await start()).searchParams.get('client_id')).toBe(
      FAKE_CLIENT.clientId,
    );
  });

  it('S14: does not wait longer than a lease for a refresh, whose later response is not lost', async () => {
    const slow = createServer((_request, response) => {
      response.write('{"access_token":"a",');
      setTimeout(() => response.end('"refresh_token":"R1"}'), 100);
    });
    await new Promise<void>(resolve => slow.listen(0, '127.0.0.1', resolve));
    const { port } = slow.address() as AddressInfo;
    idp = await startFakeOidcProvider({
      user: { sub: '1' },
      metadata: { token_endpoint: `http://127.0.0.1:${port}` },
    });
    let late: Promise<unknown> = Promise.resolve();
    const { refresh } = setUp(
      idp.metadataUrl,
      {},
      {
        refresh: ({ exchange }) => {
          late = exchange('R0').catch(error => error);
          return new Promise(() => {});
        },
      },
    );

    await expect(refresh({ leaseMs: 20 })).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        /did not complete its response within 0.02 s\. Your session is not over/,
      ),
    });
    expect(await late).toMatchObject({ refresh_token: 'R1' });
    slow.closeAllConnections();
    slow.close();
  });

  it('loads the discovery document once for concurrent sign-ins', async () => {
    const gone = await startFakeOidcProvider({ user: { sub: '1' } });
    await gone.stop();
    const { start, logger } = setUp(gone.metadataUrl);

    await Promise.allSettled([start(), start(), start()]);

    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
