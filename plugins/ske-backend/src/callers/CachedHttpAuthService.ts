import { hash } from 'node:crypto';
import type {
  BackstageCredentials,
  BackstagePrincipalTypes,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Request, Response } from 'express';
import { LRUCache } from 'lru-cache';
import { createRequestView, runWithRequest } from './currentRequest';
import { readBearerToken } from './readBearerToken';

// A person has one token for each open page, and a new one every hour at most.
const MOST_TOKENS = 1_000;

// A signing key that was withdrawn must not be believed much longer by us than by Backstage, which keeps its list of keys for ten minutes.
const LONGEST_MS = 5 * 60 * 1000;

interface Verified {
  credentials: BackstageCredentials<any>;
  until: number;
}

/**
 * Backstage's `httpAuth`, with a memory for the tokens of people that it has verified. Why this is safe: docs/adr/0013.
 *
 * What is remembered is found by the SHA-256 of the whole token, so nothing but the same token finds it. Only a success is remembered, only
 * a person's own token, at most until it expires, and never longer than five minutes. The rest goes to `httpAuth` each time: other kinds of
 * principals, limited access, cookies, calls on behalf of someone.
 */
export class CachedHttpAuthService implements HttpAuthService {
  readonly #httpAuth: HttpAuthService;
  readonly #now: () => number;
  readonly #verified: LRUCache<string, Verified>;
  /** What stands for every request with one token. */
  readonly #views = new WeakMap<BackstageCredentials, Request>();

  constructor(options: {
    httpAuth: HttpAuthService;
    mostTokens?: number;
    now?: () => number;
  }) {
    this.#httpAuth = options.httpAuth;
    this.#now = options.now ?? Date.now;
    this.#verified = new LRUCache({
      max: options.mostTokens ?? MOST_TOKENS,
      // Takes out of memory what is over, also when nobody asks for it again.
      ttlAutopurge: true,
    });
  }

  async credentials<TAllowed extends keyof BackstagePrincipalTypes = 'unknown'>(
    req: Request<any, any, any, any, any>,
    options?: { allow?: Array<TAllowed>; allowLimitedAccess?: boolean },
  ): Promise<BackstageCredentials<BackstagePrincipalTypes[TAllowed]>> {
    const token = asksForUser(options) ? readBearerToken(req) : undefined;
    if (token === undefined) {
      return this.#httpAuth.credentials(req, options);
    }
    const key = hash('sha256', token, 'base64');
    const known = this.#verified.get(key);
    if (known && this.#now() < known.until) {
      return known.credentials;
    }
    const view = createRequestView();
    const credentials = await runWithRequest(req, () =>
      this.#httpAuth.credentials(view, options),
    );
    if (isOwnTokenOfUser(credentials, token)) {
      this.#remember(key, credentials, view);
    }
    return credentials;
  }

  async issueUserCookie(
    res: Response,
    options?: { credentials?: BackstageCredentials },
  ): Promise<{ expiresAt: Date }> {
    return this.#httpAuth.issueUserCookie(res, options);
  }

  /** For Backstage's auditor: the request, or what stands for it where its token was remembered. */
  toAuditedRequest(req: Request, credentials: BackstageCredentials): Request {
    return this.#views.get(credentials) ?? req;
  }

  #remember(
    key: string,
    credentials: BackstageCredentials,
    view: Request,
  ): void {
    const now = this.#now();
    const expiresAt = credentials.expiresAt?.getTime() ?? now;
    const until = Math.min(expiresAt, now + LONGEST_MS);
    if (until > now) {
      this.#views.set(credentials, view);
      this.#verified.set(key, { credentials, until }, { ttl: until - now });
    }
  }
}

function asksForUser(options?: {
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
 * Whether these credentials were made from this very token, and it is one that a person signed in for. An `httpAuth` of the integrator's own
 * may take the token from elsewhere; a call on behalf of someone has a token that ends earlier than its credentials say.
 */
function isOwnTokenOfUser(
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
    // Not enumerable, and the one place where Backstage keeps what it verified.
    'token' in credentials &&
    credentials.token === token
  );
}
