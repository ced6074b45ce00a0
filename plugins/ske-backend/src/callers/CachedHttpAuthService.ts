import { hash } from 'node:crypto';
import type {
  BackstageCredentials,
  BackstagePrincipalTypes,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  readBearerToken,
  rejectExpiredToken,
} from '@kratix-portal/plugin-ske-node';
import type { Request, Response } from 'express';
import { LRUCache } from 'lru-cache';
import { createRequestView, runWithRequest } from './currentRequest';

// Each open page of a user has one token, and gets a new token once an hour.
const MOST_TOKENS = 1_000;

// Backstage still accepts a revoked signing key until its list of keys expires, which takes ten minutes. The cache adds at most five minutes.
const LONGEST_MS = 5 * 60 * 1000;

interface Verified {
  credentials: BackstageCredentials<any>;
  until: number;
}

/**
 * Backstage's `httpAuth` with a cache of verified user tokens. docs/adr/0013 says why this is safe.
 *
 * The key of an entry is the SHA-256 of the whole token, so only the same token finds the entry. Only successful verifications are cached, only for a token of a
 * user's own sign-in, and until the token expires, but for at most five minutes. All other checks go to `httpAuth` each time: other principals, limited access,
 * cookies, on-behalf-of calls.
 */
export class CachedHttpAuthService implements HttpAuthService {
  readonly #httpAuth: HttpAuthService;
  readonly #now: () => number;
  readonly #entries: LRUCache<string, Verified>;
  /** Maps credentials to the request object with which `httpAuth` verified them. */
  readonly #views = new WeakMap<BackstageCredentials, Request>();

  constructor(options: {
    httpAuth: HttpAuthService;
    mostTokens?: number;
    now?: () => number;
  }) {
    this.#httpAuth = options.httpAuth;
    this.#now = options.now ?? Date.now;
    this.#entries = new LRUCache({
      max: options.mostTokens ?? MOST_TOKENS,
      // Removes expired entries that no later request would look up and replace.
      ttlAutopurge: true,
    });
  }

  async credentials<TAllowed extends keyof BackstagePrincipalTypes = 'unknown'>(
    req: Request<any, any, any, any, any>,
    options?: { allow?: Array<TAllowed>; allowLimitedAccess?: boolean },
  ): Promise<BackstageCredentials<BackstagePrincipalTypes[TAllowed]>> {
    const token = allowsUsersOnly(options) ? readBearerToken(req) : undefined;
    if (token === undefined) {
      return this.#httpAuth.credentials(req, options);
    }
    const key = hash('sha256', token, 'base64');
    const known = this.#entries.get(key);
    if (known && this.#now() < known.until) {
      return known.credentials;
    }
    rejectExpiredToken(token, this.#now());
    const view = createRequestView();
    const credentials = await runWithRequest(req, () =>
      this.#httpAuth.credentials(view, options),
    );
    if (isUsersOwnToken(credentials, token)) {
      this.#cache(key, credentials, view);
    }
    return credentials;
  }

  async issueUserCookie(
    res: Response,
    options?: { credentials?: BackstageCredentials },
  ): Promise<{ expiresAt: Date }> {
    return this.#httpAuth.issueUserCookie(res, options);
  }

  /** Returns the request for Backstage's auditor. If the credentials are cached, this is the request object for which `httpAuth` has the result, so that it does not verify the token again. */
  toAuditedRequest(req: Request, credentials: BackstageCredentials): Request {
    return this.#views.get(credentials) ?? req;
  }

  #cache(key: string, credentials: BackstageCredentials, view: Request): void {
    const now = this.#now();
    const expiresAt = credentials.expiresAt?.getTime() ?? now;
    const until = Math.min(expiresAt, now + LONGEST_MS);
    if (until > now) {
      this.#views.set(credentials, view);
      this.#entries.set(key, { credentials, until }, { ttl: until - now });
    }
  }
}

function allowsUsersOnly(options?: {
  allow?: string[];
  allowLimitedAccess?: boolean;
}): boolean {
  return (
    options?.allow?.length === 1 &&
    options.allow[0] === 'user' &&
    !options.allowLimitedAccess
  );
}

/**
 * Whether these credentials come from this token, and the token is from a user's own sign-in. A custom `httpAuth` may read the token from
 * another place. The token of an on-behalf-of call expires earlier than its credentials say.
 */
function isUsersOwnToken(
  credentials: BackstageCredentials,
  token: string,
): boolean {
  const principal = credentials.principal as {
    type?: unknown;
    actor?: unknown;
  };
  return (
    principal.type === 'user' &&
    principal.actor === undefined &&
    // This property is not enumerable. Backstage keeps the verified token only here.
    'token' in credentials &&
    credentials.token === token
  );
}
