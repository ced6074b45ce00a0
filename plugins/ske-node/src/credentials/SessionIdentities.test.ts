import { mockCredentials } from '@backstage/backend-test-utils';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { UnsecuredJWT } from 'jose';
import type { AuthMode, PlatformConfig } from '../config';
import {
  createIdentityResolver,
  type VerifiedCaller,
} from './IdentityResolver';
import type { UserIdentity } from './identity/PlatformIdentity';
import type { SessionTokens } from './SessionTokens';

const START = new Date('2026-11-29T10:00:00Z');

beforeEach(() => {
  jest.useFakeTimers({ now: START, doNotFake: ['nextTick', 'setImmediate'] });
});

afterEach(() => {
  jest.useRealTimers();
});

function platform(authMode: AuthMode): PlatformConfig {
  return {
    name: 'platform',
    url: 'https://127.0.0.1:6443',
    tls: { skipVerify: false },
    identity: { mode: 'user', oidcTokenProvider: 'okta', authMode },
  };
}

function callerOf(name: string, tok?: string): VerifiedCaller {
  const userEntityRef = `user:default/${name}`;
  return {
    credentials: mockCredentials.user(userEntityRef),
    backstageToken: new UnsecuredJWT({ sub: userEntityRef, tok }).encode(),
  };
}

/** An auth backend that returns `<user>-<call>`. */
function fakeSessions(lifetimeMs = 300_000) {
  let calls = 0;
  const tokens = jest.fn<ReturnType<SessionTokens>, Parameters<SessionTokens>>(
    async ({ credentials }) => {
      calls += 1;
      const name = credentials.principal.userEntityRef.split('/')[1];
      return { accessToken: `${name}-${calls}`, expiresInMs: lifetimeMs };
    },
  );
  return tokens;
}

const authorizationOf = async (
  identity: ReturnType<ReturnType<typeof createIdentityResolver>>,
) => ((await identity) as UserIdentity).authorization();

const noSession = new SkeError({ code: 'no-credentials', message: 'None.' });
const ended = new SkeError({ code: 'session-ended', message: 'Ended.' });

describe('identities of sessions', () => {
  it('uses the token of the session of each user', async () => {
    const resolve = createIdentityResolver(platform('session'), {
      sessionTokens: fakeSessions(),
    });

    expect(await authorizationOf(resolve(callerOf('jane')))).toBe(
      'Bearer jane-1',
    );
    expect(await authorizationOf(resolve(callerOf('bob')))).toBe(
      'Bearer bob-2',
    );
  });

  it('does not read the claim tok in mode session', async () => {
    const tokens = fakeSessions();
    tokens.mockRejectedValue(noSession);
    const resolve = createIdentityResolver(platform('session'), {
      sessionTokens: tokens,
    });

    await expect(resolve(callerOf('jane', 'the-tok'))).rejects.toBe(noSession);
  });

  it('asks once for concurrent requests, and again after a minute', async () => {
    const tokens = fakeSessions();
    const resolve = createIdentityResolver(platform('session'), {
      sessionTokens: tokens,
    });

    const both = [resolve(callerOf('jane')), resolve(callerOf('jane'))];
    expect((await Promise.all(both)).length).toBe(2);
    jest.advanceTimersByTime(59_000);
    await resolve(callerOf('jane'));
    expect(tokens).toHaveBeenCalledTimes(1);

    jest.advanceTimersByTime(2_000);
    expect(await authorizationOf(resolve(callerOf('jane')))).toBe(
      'Bearer jane-2',
    );
  });

  it('does not cache a token past its expiry', async () => {
    const tokens = fakeSessions(30_000);
    const resolve = createIdentityResolver(platform('session'), {
      sessionTokens: tokens,
    });

    await resolve(callerOf('jane'));
    jest.advanceTimersByTime(16_000);
    await resolve(callerOf('jane'));

    expect(tokens).toHaveBeenCalledTimes(2);
  });

  it('does not cache failures', async () => {
    const tokens = fakeSessions();
    tokens.mockRejectedValueOnce(ended);
    const resolve = createIdentityResolver(platform('session'), {
      sessionTokens: tokens,
    });

    await expect(resolve(callerOf('jane'))).rejects.toBe(ended);
    await expect(resolve(callerOf('jane'))).resolves.toBeDefined();
  });

  it('S3: uses the claim tok in mode auto only if the user has no session', async () => {
    const tokens = fakeSessions();
    const resolve = createIdentityResolver(platform('auto'), {
      sessionTokens: tokens,
    });

    expect(await authorizationOf(resolve(callerOf('jane', 'the-tok')))).toBe(
      'Bearer jane-1',
    );
    tokens.mockRejectedValueOnce(noSession);
    expect(await authorizationOf(resolve(callerOf('bob', 'the-tok')))).toBe(
      'Bearer the-tok',
    );
    tokens.mockRejectedValueOnce(ended);
    await expect(resolve(callerOf('eve', 'the-tok'))).rejects.toBe(ended);
  });

  describe('after a rejection by the cluster', () => {
    const session = (version: number) => ({
      accessToken: `token-${version}`,
      session: { id: 'one', version },
    });

    it('S15: refreshes the session once for concurrent calls', async () => {
      const tokens = fakeSessions();
      tokens.mockResolvedValueOnce(session(1)).mockResolvedValue(session(2));
      const resolve = createIdentityResolver(platform('session'), {
        sessionTokens: tokens,
      });
      const identity = (await resolve(callerOf('jane'))) as UserIdentity;

      const renewed = await Promise.all([
        identity.renewRejected(),
        identity.renewRejected(),
      ]);

      expect(renewed[0]).toBe(renewed[1]);
      expect(await renewed[0]?.authorization()).toBe('Bearer token-2');
      expect(tokens).toHaveBeenCalledTimes(2);
      expect(tokens).toHaveBeenLastCalledWith(
        expect.objectContaining({ rejected: { id: 'one', version: 1 } }),
      );
      expect(await identity.renewRejected()).toBe(renewed[0]);
    });

    it('does not refresh again when the next token is rejected too', async () => {
      const tokens = fakeSessions();
      tokens.mockResolvedValueOnce(session(1)).mockResolvedValue(session(2));
      const resolve = createIdentityResolver(platform('session'), {
        sessionTokens: tokens,
      });
      const identity = (await resolve(callerOf('jane'))) as UserIdentity;
      const renewed = await identity.renewRejected();

      expect(await renewed?.renewRejected()).toBeUndefined();
      expect(tokens).toHaveBeenCalledTimes(2);
    });

    it('returns nothing when the session has no newer token', async () => {
      const tokens = fakeSessions();
      tokens.mockResolvedValue(session(1));
      const resolve = createIdentityResolver(platform('session'), {
        sessionTokens: tokens,
      });
      const identity = (await resolve(callerOf('jane'))) as UserIdentity;

      expect(await identity.renewRejected()).toBeUndefined();
    });
  });

  it('S16: drops a cached identity and notifies its streams when the session ends at another replica', async () => {
    const tokens = fakeSessions();
    tokens.mockResolvedValue({
      accessToken: 'token',
      session: { id: 'one', version: 1 },
    });
    const sessionEnds = jest
      .fn()
      .mockResolvedValueOnce({ ended: ['other'], now: 1 })
      .mockImplementationOnce(
        () =>
          new Promise(resolve => {
            setTimeout(() => resolve({ ended: ['one'], now: 2 }), 20_000);
          }),
      );
    const resolve = createIdentityResolver(platform('session'), {
      sessionTokens: tokens,
      sessionEnds,
    });
    const identity = (await resolve(callerOf('jane'))) as UserIdentity;
    const onEnd = jest.fn();
    identity.onSessionEnd(onEnd);

    await jest.advanceTimersByTimeAsync(21_999);
    expect(onEnd).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);

    expect(onEnd).toHaveBeenCalledTimes(1);
    expect(sessionEnds).toHaveBeenLastCalledWith(1);
    tokens.mockRejectedValue(ended);
    await expect(resolve(callerOf('jane'))).rejects.toBe(ended);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sessionEnds).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['blank', ' '],
    ['too long', 'a'.repeat(64 * 1024)],
    ['malformed', 'a token\nwith a line break'],
  ])(
    'S3: rejects a %s token of a session in mode auto, and does not use the claim tok',
    async (_, accessToken) => {
      const tokens = fakeSessions();
      tokens.mockResolvedValue({ accessToken });
      const resolve = createIdentityResolver(platform('auto'), {
        sessionTokens: tokens,
      });

      await expect(resolve(callerOf('jane', 'the-tok'))).rejects.toMatchObject({
        code: 'no-credentials',
      });
    },
  );
});
