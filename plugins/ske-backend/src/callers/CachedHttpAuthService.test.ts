import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Request } from 'express';
import { CachedHttpAuthService } from './CachedHttpAuthService';

const START = new Date('2026-01-01T00:00:00Z').getTime();
const HOUR_MS = 3_600_000;
const FOR_USERS = { allow: ['user' as const] };

function request(token: string | undefined, more: object = {}): Request {
  const authorization = token && `Bearer ${token}`;
  return { headers: { authorization }, ...more } as Request;
}

/** Accepts `<name>` and `<name>#<number>` as tokens of a user, in the way of Backstage's own service. */
class CountingHttpAuth implements HttpAuthService {
  verified: string[] = [];
  expiresAt = new Date(START + HOUR_MS);
  /** Credentials of special tokens. */
  special: Record<string, object> = {};

  async credentials(req: Request): Promise<any> {
    const token = /^Bearer (\S+)$/.exec(req.headers.authorization ?? '')?.[1];
    this.verified.push(token ?? '');
    if (token === undefined || token.startsWith('bad')) {
      throw new Error(`refused ${token}`);
    }
    const name = token.split('#')[0];
    const credentials = {
      ...mockCredentials.user(`user:default/${name}`),
      expiresAt: this.expiresAt,
      ...this.special[token],
    };
    return Object.defineProperty(credentials, 'token', {
      value: 'token' in credentials ? credentials.token : token,
      enumerable: false,
    });
  }

  async issueUserCookie() {
    return { expiresAt: this.expiresAt };
  }
}

describe('CachedHttpAuthService', () => {
  let time: number;
  let httpAuth: CountingHttpAuth;
  let cached: CachedHttpAuthService;

  beforeEach(() => {
    time = START;
    httpAuth = new CountingHttpAuth();
    cached = new CachedHttpAuthService({ httpAuth, now: () => time });
  });

  async function userOf(token: string): Promise<string> {
    const { principal } = await cached.credentials(request(token), FOR_USERS);
    return principal.userEntityRef;
  }

  it('verifies a token once', async () => {
    expect(await userOf('jane')).toBe('user:default/jane');
    expect(await userOf('jane')).toBe('user:default/jane');
    expect(httpAuth.verified).toEqual(['jane']);
  });

  describe('S5: does not use the cached entry of', () => {
    it('another user with a similar token', async () => {
      const tokens = ['jane', 'jan', 'janet', 'Jane', 'joe'];
      for (const token of [...tokens, ...tokens]) {
        expect(await userOf(token)).toBe(`user:default/${token}`);
      }
      expect(httpAuth.verified).toEqual(tokens);
    });

    it('another token of the same user', async () => {
      await userOf('jane#1');
      await userOf('jane#2');
      expect(httpAuth.verified).toEqual(['jane#1', 'jane#2']);
    });

    it('a check for users with full access, in any other check', async () => {
      await userOf('jane');
      await cached.credentials(request('jane'));
      await cached.credentials(request('jane'), {
        allow: ['user', 'service'],
      });
      await cached.credentials(request('jane'), { allow: ['service'] });
      await cached.credentials(request('jane'), {
        ...FOR_USERS,
        allowLimitedAccess: true,
      });
      expect(httpAuth.verified).toHaveLength(5);
    });
  });

  describe('does not cache', () => {
    async function verifications(token: string): Promise<number> {
      for (let call = 0; call < 2; call += 1) {
        await cached
          .credentials(request(token), FOR_USERS)
          .catch(() => undefined);
      }
      return httpAuth.verified.length;
    }

    it('a rejected token', async () => {
      expect(await verifications('bad')).toBe(2);
      await expect(userOf('bad')).rejects.toThrow('refused bad');
    });

    it('a service', async () => {
      httpAuth.special = { robot: { principal: { type: 'service' } } };
      expect(await verifications('robot')).toBe(2);
    });

    it('an on-behalf-of call, whose token expires before its credentials', async () => {
      const actor = { type: 'service', subject: 'plugin:mcp' };
      httpAuth.special = { obo: { principal: { type: 'user', actor } } };
      expect(await verifications('obo')).toBe(2);
    });

    it('credentials that come from another token than the bearer token', async () => {
      httpAuth.special = { proxy: { token: 'of a header of its own' } };
      expect(await verifications('proxy')).toBe(2);
    });

    it('credentials without an expiry', async () => {
      httpAuth.special = { jane: { expiresAt: undefined } };
      expect(await verifications('jane')).toBe(2);
    });
  });

  describe('evicts an entry', () => {
    it('when the token expires, to the millisecond', async () => {
      httpAuth.expiresAt = new Date(START + 60_000);
      await userOf('jane');
      time = START + 59_999;
      await userOf('jane');
      expect(httpAuth.verified).toHaveLength(1);
      time = START + 60_000;
      await userOf('jane');
      expect(httpAuth.verified).toHaveLength(2);
    });

    it('after five minutes, so that a revoked signing key takes effect', async () => {
      await userOf('jane');
      time = START + 5 * 60_000 - 1;
      await userOf('jane');
      expect(httpAuth.verified).toHaveLength(1);
      time = START + 5 * 60_000;
      await userOf('jane');
      expect(httpAuth.verified).toHaveLength(2);
    });

    it('that was used least recently, when it is full', async () => {
      cached = new CachedHttpAuthService({
        httpAuth,
        mostTokens: 2,
        now: () => time,
      });
      await userOf('a');
      await userOf('b');
      await userOf('a');
      await userOf('c');
      httpAuth.verified = [];
      await userOf('a');
      await userOf('c');
      expect(httpAuth.verified).toEqual([]);
      await userOf('b');
      expect(httpAuth.verified).toEqual(['b']);
    });
  });

  describe('S40: the request for the auditor', () => {
    it('is the same for each request of a token, so that httpAuth verifies the token once', async () => {
      const credentials = await cached.credentials(request('jane'), FOR_USERS);
      const first = cached.toAuditedRequest(request('jane'), credentials);
      const again = await cached.credentials(request('jane'), FOR_USERS);
      expect(cached.toAuditedRequest(request('jane'), again)).toBe(first);
      const joe = await cached.credentials(request('joe'), FOR_USERS);
      expect(cached.toAuditedRequest(request('joe'), joe)).not.toBe(first);
    });

    it('is the request itself if nothing is cached', async () => {
      const req = request('robot');
      httpAuth.special = { robot: { principal: { type: 'service' } } };
      const credentials = await cached.credentials(req, FOR_USERS);
      expect(cached.toAuditedRequest(req, credentials)).toBe(req);
    });
  });
});
