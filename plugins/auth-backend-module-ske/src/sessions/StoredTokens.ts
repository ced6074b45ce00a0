import type { TokenKind } from '@kratix-portal/plugin-ske-common';
import { decodeJwt } from 'jose';
import type { TokenValues } from '../refreshes';

/** The content of a session before its encryption. */
export interface StoredTokens {
  values: TokenValues;
  /** The profile at sign-in, for refreshes of the portal while the OIDC provider is down. */
  userinfo?: Record<string, unknown>;
  /**
   * The response to the last refresh request, while its ID token is not verified. These tokens are not used, except that {@link values} has its refresh token.
   */
  unverified?: TokenValues;
  /** When the response in {@link unverified} arrived, in milliseconds since 1970 by the clock of the database. */
  receivedAt?: number;
  /** When the session was refreshed, in milliseconds since 1970. Absent before the first refresh. */
  refreshedAt?: number;
  /** When the session was started, in milliseconds since 1970. The column of the row is not encrypted, so its value could be changed in the database. */
  startedAt?: number;
}

/** Refreshing starts this long before the expiry (S15), or after half of a shorter lifetime. */
const REFRESH_EARLY_MS = 60_000;
/** S15: the shortest pause between two refreshes of a session. */
export const SHORTEST_PAUSE_MS = 5_000;
/** An access token without a known expiry is refreshed after this time. */
const UNKNOWN_LIFETIME_MS = 300_000;

/**
 * The time of the next refresh, and the time at which the first of the tokens expires. `now` is the clock of the database. If a refresh did not return a new ID token,
 * the previous ID token is refreshed only when it expires, and not some time before.
 */
export function timesOf(
  values: TokenValues,
  now: number,
  options: {
    kinds?: readonly TokenKind[];
    isIdTokenKept?: boolean;
    /** When the values arrived. Default: `now`. */
    receivedAt?: number;
  } = {},
): { refreshAt: number; expiresAt: number | undefined } {
  const { kinds = ['access'], isIdTokenKept = false } = options;
  const { receivedAt = now } = options;
  const times = kinds.map(kind => {
    const lifetimeMs = lifetimeOf(values, kind);
    if (lifetimeMs === undefined) {
      return { refreshAt: now + UNKNOWN_LIFETIME_MS, expiresAt: Infinity };
    }
    const earlyMs =
      kind === 'id' && isIdTokenKept
        ? 0
        : Math.min(REFRESH_EARLY_MS, lifetimeMs / 2);
    return {
      refreshAt: Math.floor(now + lifetimeMs - earlyMs),
      expiresAt: Math.floor(now + lifetimeMs),
    };
  });
  const expiresAt = Math.min(...times.map(each => each.expiresAt));
  const refreshTokenMs = refreshTokenLifetimeOf(values);
  return {
    refreshAt: Math.min(
      ...times.map(each => each.refreshAt),
      Math.floor(
        receivedAt +
          refreshTokenMs -
          Math.min(REFRESH_EARLY_MS, refreshTokenMs / 2),
      ),
    ),
    expiresAt: Number.isFinite(expiresAt) ? expiresAt : undefined,
  };
}

/**
 * Moves the next refresh into the future. Without this, each call would refresh a session if the provider issues tokens that have already expired, for example
 * because the clock of the provider is wrong.
 */
export function withPause(
  times: ReturnType<typeof timesOf>,
  now: number,
): ReturnType<typeof timesOf> {
  const { expiresAt = Infinity } = times;
  const earliest = now + SHORTEST_PAUSE_MS;
  return {
    ...times,
    refreshAt: Math.max(
      times.refreshAt,
      expiresAt > now ? Math.min(expiresAt, earliest) : earliest,
    ),
  };
}

/** The token that goes to the API server. An expired ID token stays in the session, but is not used. */
export function platformTokenOf(
  { values }: StoredTokens,
  kind: TokenKind,
): string | undefined {
  if (kind === 'access') {
    return values.access_token;
  }
  return lifetimeOf(values, 'id') === 0 ? undefined : values.id_token;
}

/** The lifetime of a token. `expires_at` was computed with the clock of this process when the response arrived, so the lifetime is the difference to the clock of this process. */
function lifetimeOf(values: TokenValues, kind: TokenKind): number | undefined {
  const seconds =
    kind === 'id'
      ? decode(values.id_token)?.exp
      : (values.expires_at ?? decode(values.access_token)?.exp);
  return typeof seconds === 'number'
    ? Math.max(0, seconds * 1000 - Date.now())
    : undefined;
}

/** The lifetime of the refresh token when the response arrived, if the provider says it: Keycloak's `refresh_expires_in`, which is 0 for a token without an end. */
function refreshTokenLifetimeOf(values: TokenValues): number {
  const seconds = values.refresh_expires_in ?? values.refresh_token_expires_in;
  return typeof seconds === 'number' && seconds > 0
    ? seconds * 1000
    : Number.MAX_SAFE_INTEGER / 2;
}

/** Merges the response of a refresh: a token that it does not contain stays as it was (S15), an access token together with its expiry. */
export function mergeTokens(
  { unverified: _, receivedAt: _at, ...tokens }: StoredTokens,
  values: TokenValues,
): StoredTokens {
  const { access_token, expires_at } = values.access_token
    ? values
    : tokens.values;
  return {
    ...tokens,
    values: {
      ...values,
      access_token,
      expires_at,
      refresh_token: values.refresh_token ?? tokens.values.refresh_token,
      id_token: values.id_token ?? tokens.values.id_token,
    },
  };
}

/** Adds a response whose ID token is not verified yet. The previous refresh token may not be valid any more, so the refresh token of the response replaces it. */
export function withUnverified(
  tokens: StoredTokens,
  response: TokenValues,
  receivedAt: number,
): StoredTokens {
  const refreshToken = response.refresh_token ?? tokens.values.refresh_token;
  return {
    ...tokens,
    values: { ...tokens.values, refresh_token: refreshToken },
    unverified: response,
    receivedAt,
  };
}

/**
 * The response that waits for the verification of its ID token, unless one of its tokens has expired. In this case a refresh request with its refresh token
 * returns new tokens.
 */
export function unverifiedOf({
  unverified,
}: StoredTokens): TokenValues | undefined {
  const isExpired = (kind: TokenKind) =>
    unverified !== undefined && lifetimeOf(unverified, kind) === 0;
  return isExpired('access') || isExpired('id') ? undefined : unverified;
}

/** Whether the ID token was issued in the future by the clock of this process. It is valid in a moment, and a newer one would be issued in the future too. */
export function isEarly({ id_token: idToken }: TokenValues): boolean {
  const { iat = 0, nbf = 0 } = decode(idToken) ?? {};
  return Math.max(iat, nbf) * 1000 > Date.now();
}

/**
 * Whether a refresh returned tokens of another issuer or subject (S13). Each kind of token is compared with its own kind, because some providers use
 * another subject in access tokens than in ID tokens.
 */
export function changesOwner(before: TokenValues, after: TokenValues): boolean {
  return (
    differs(before.id_token, after.id_token) ||
    differs(before.access_token, after.access_token)
  );
}

function differs(
  before: string | undefined,
  after: string | undefined,
): boolean {
  const [one, other] = [decode(before), decode(after)];
  return (
    one !== undefined &&
    other !== undefined &&
    (one.iss !== other.iss || one.sub !== other.sub)
  );
}

/** The issuer, the subject and the session at the provider, read from the ID token. */
export function originOf(values: TokenValues): {
  issuer?: string;
  subject?: string;
  sid?: string;
} {
  const claims = decode(values.id_token);
  return {
    issuer: claims?.iss,
    subject: claims?.sub,
    sid: typeof claims?.sid === 'string' ? claims.sid : undefined,
  };
}

/**
 * Whether two sets of tokens certainly come from different sessions at the provider. If the tokens have no session id, this is certain only if the subjects
 * differ.
 */
export function isOtherOrigin(one: TokenValues, other: TokenValues): boolean {
  const [first, second] = [originOf(one), originOf(other)];
  const differ = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && a !== b;
  return (
    differ(first.issuer, second.issuer) ||
    differ(first.subject, second.subject) ||
    differ(first.sid, second.sid)
  );
}

function decode(token: string | undefined) {
  try {
    return token === undefined ? undefined : decodeJwt(token);
  } catch {
    return undefined; // The token is opaque.
  }
}
