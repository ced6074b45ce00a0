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

function setUp(metadataUrl: string, overrides: JsonObject = {}) {
  const logger = mockServices.logger.mock();
  const authenticator = createOidcAuthenticator({
    providerId: 'okta',
    logger,
    // These tests do not refresh.
    refreshes: {} as SharedRefreshes,
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
  return { logger, start, authenticate };
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

  it('loads the discovery document once for concurrent sign-ins', async () => {
    const gone = await startFakeOidcProvider({ user: { sub: '1' } });
    await gone.stop();
    const { start, logger } = setUp(gone.metadataUrl);

    await Promise.allSettled([start(), start(), start()]);

    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});
