import { mockCredentials } from '@backstage/backend-test-utils';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { UnsecuredJWT } from 'jose';
import type { AuthMode, PlatformConfig } from '../config';
import {
  createIdentityResolver,
  type VerifiedCaller,
} from './IdentityResolver';
import type { UserIdentity } from './PlatformIdentity';
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
    const resolve = createIdentityResolver(platform('session'), fakeSessions());

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
    const resolve = createIdentityResolver(platform('session'), tokens);

    await expect(resolve(callerOf('jane', 'the-tok'))).rejects.toBe(noSession);
  });

  it('asks once for concurrent requests, and again after a minute', async () => {
    const tokens = fakeSessions();
    const resolve = createIdentityResolver(platform('session'), tokens);

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
    const resolve = createIdentityResolver(platform('session'), tokens);

    await resolve(callerOf('jane'));
    jest.advanceTimersByTime(16_000);
    await resolve(callerOf('jane'));

    expect(tokens).toHaveBeenCalledTimes(2);
  });

  it('does not cache failures', async () => {
    const tokens = fakeSessions();
    tokens.mockRejectedValueOnce(ended);
    const resolve = createIdentityResolver(platform('session'), tokens);

    await expect(resolve(callerOf('jane'))).rejects.toBe(ended);
    await expect(resolve(callerOf('jane'))).resolves.toBeDefined();
  });

  it('S3: uses the claim tok in mode auto only if the user has no session', async () => {
    const tokens = fakeSessions();
    const resolve = createIdentityResolver(platform('auto'), tokens);

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
});
