import type { WhoAmI } from '@kratix-portal/plugin-ske-common';
import { portalClock } from './clock/PortalClock';
import { createBackgroundClient } from './createBackgroundClient';
import { createLiveSession } from './createLiveSession';

function setUp(userOfToken = 'user:default/jane') {
  const whoAmI = async () => ({ backstageUser: userOfToken }) as WhoAmI;
  const signIn = jest.fn(async () => {});
  const session = createLiveSession({
    calls: { whoAmI },
    skeApi: { whoAmI },
    identityApi: {
      getBackstageIdentity: async () => ({
        type: 'user',
        userEntityRef: 'user:default/jane',
        ownershipEntityRefs: [],
      }),
    },
    session: {
      getToken: async () => 'token',
      signIn,
      onSignIn: () => () => {},
    },
  });
  return { session, signIn };
}

describe('createLiveSession', () => {
  it('accepts a session of the user of the page', async () => {
    const { session, signIn } = setUp();
    await expect(session.check()).resolves.toBeUndefined();
    expect(signIn).not.toHaveBeenCalled();

    await expect(session.signIn()).resolves.toBeUndefined();
    expect(signIn).toHaveBeenCalledTimes(1);
  });

  it('rejects a session of another user, because the page was read with the rights of the first user', async () => {
    const { session } = setUp('user:default/mallory');

    await expect(session.check()).rejects.toMatchObject({
      code: 'session-ended',
      hint: 'Reload the page.',
    });
    await expect(session.signIn()).rejects.toMatchObject({
      code: 'session-ended',
    });
  });
});

describe('createBackgroundClient', () => {
  afterEach(() => jest.restoreAllMocks());

  it('sends the token of the session, and nothing when there is none', async () => {
    const fetch = jest
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async () => Response.json({ backstageUser: 'jane' }));
    let token: string | undefined = 'token-1';
    const client = createBackgroundClient({
      discoveryApi: { getBaseUrl: async () => 'http://localhost/api/ske' },
      session: {
        getToken: async () => token,
        signIn: async () => {},
        onSignIn: () => () => {},
      },
    });
    await client.whoAmI();
    expect(fetch.mock.calls[0][1]?.headers).toMatchObject({
      authorization: 'Bearer token-1',
    });

    token = undefined;
    await expect(client.whoAmI()).rejects.toMatchObject({
      code: 'session-ended',
    });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('sets the clock of the pages by the responses', async () => {
    const ahead = Date.now() + 3_600_000;
    const headers = { date: new Date(ahead).toUTCString() };
    jest
      .spyOn(globalThis, 'fetch')
      .mockImplementation(async () => Response.json({}, { headers }));
    const client = createBackgroundClient({
      discoveryApi: { getBaseUrl: async () => 'http://localhost/api/ske' },
      session: {
        getToken: async () => 'token',
        signIn: async () => {},
        onSignIn: () => () => {},
      },
    });
    await client.whoAmI();
    expect(portalClock.now() - Date.now()).toBeGreaterThan(3_590_000);
  });
});
