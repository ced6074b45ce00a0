import { OAuth2 } from '@backstage/core-app-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { waitFor } from '@testing-library/react';
import { ProviderSession } from './ProviderSession';

const HOUR_SECONDS = 3_600;

/** The backend's auth plugin and its provider, behind the real {@link OAuth2} of Backstage. */
function setUp() {
  let answer: () => Response = () => new Response('{}', { status: 401 });
  let refreshes = 0;
  jest.spyOn(globalThis, 'fetch').mockImplementation(async () => {
    refreshes++;
    return answer();
  });
  let dialogs = 0;
  const authApi = OAuth2.create({
    configApi: mockApis.config(),
    discoveryApi: {
      getBaseUrl: async () => 'http://localhost:7007/api/auth',
    },
    oauthRequestApi: {
      createAuthRequester: () => async () => {
        dialogs++;
        return new Promise<never>(() => {});
      },
      authRequest$: () => {
        throw new Error('The test has no dialog');
      },
    },
    provider: { id: 'keycloak', title: 'Keycloak', icon: () => null },
  });
  const session = new ProviderSession({
    authApis: [authApi],
    identityApi: { getCredentials: async () => ({ token: 'of-identity-api' }) },
  });
  return {
    authApi,
    session,
    dialogs: () => dialogs,
    refreshes: () => refreshes,
    /** Makes the provider issue tokens that expire after this time. */
    giveTokens(token: string, seconds = HOUR_SECONDS) {
      answer = () =>
        Response.json({
          profile: {},
          providerInfo: {
            accessToken: 'access-token',
            scope: 'openid',
            expiresInSeconds: seconds,
          },
          backstageIdentity: {
            token,
            expiresInSeconds: seconds,
            identity: {
              type: 'user',
              userEntityRef: 'user:default/jane',
              ownershipEntityRefs: [],
            },
          },
        });
    },
    endSession() {
      answer = () => new Response('{}', { status: 401 });
    },
    loseNetwork() {
      answer = () => {
        throw new TypeError('Failed to fetch');
      };
    },
    signIn: () => authApi.getBackstageIdentity({ optional: true }),
  };
}

describe('ProviderSession', () => {
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('returns the token of the session, and refreshes it before it expires', async () => {
    jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick'] });
    const { session, giveTokens, signIn, refreshes } = setUp();
    giveTokens('first');
    await signIn();
    expect(await session.getToken()).toBe('first');
    expect(refreshes()).toBe(1);

    giveTokens('second');
    jest.setSystemTime(Date.now() + (HOUR_SECONDS - 60) * 1_000);
    expect(await session.getToken()).toBe('second');
    expect(refreshes()).toBe(2);
  });

  it('opens no dialog when the session has ended', async () => {
    const { session, giveTokens, signIn, endSession, dialogs } = setUp();
    giveTokens('first', 60);
    await signIn();
    endSession();

    expect(await session.getToken()).toBeUndefined();
    expect(await session.getToken()).toBeUndefined();
    expect(dialogs()).toBe(0);
  });

  it('fails, and keeps the session, when the portal cannot be reached', async () => {
    const { session, giveTokens, signIn, loseNetwork, dialogs } = setUp();
    giveTokens('first', 60);
    await signIn();
    loseNetwork();
    await expect(session.getToken()).rejects.toMatchObject({
      code: 'idp-unavailable',
    });
    expect(dialogs()).toBe(0);

    giveTokens('second');
    expect(await session.getToken()).toBe('second');
  });

  it('calls back when the user signs in again', async () => {
    const { session, giveTokens, signIn, endSession } = setUp();
    giveTokens('first', 60);
    await signIn();
    endSession();
    await session.getToken();
    const onSignIn = jest.fn();
    const stop = session.onSignIn(onSignIn);

    giveTokens('second');
    await signIn();
    expect(onSignIn).toHaveBeenCalledTimes(1);
    expect(await session.getToken()).toBe('second');

    stop();
    endSession();
  });

  it('asks the user to sign in only on signIn', async () => {
    const { session, giveTokens, signIn, endSession } = setUp();
    giveTokens('first', 60);
    await signIn();
    endSession();
    const open = jest.spyOn(window, 'open').mockReturnValue(null);
    session.signIn().catch(() => {});
    await waitFor(() => {
      expect(open).toHaveBeenCalledTimes(1);
    });
  });

  it("uses the identity API after a sign-in on another module's page", async () => {
    const { session, refreshes } = setUp();

    expect(await session.getToken()).toBe('of-identity-api');
    expect(refreshes()).toBe(0);
  });
});
