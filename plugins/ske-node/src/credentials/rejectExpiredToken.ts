import { AuthenticationError } from '@backstage/errors';

/**
 * Rejects an expired Backstage token before Backstage verifies it. Backstage's verification logs all claims of an expired token. One of these
 * claims is `tok`, whose access token may still be valid (S7).
 *
 * The token is not verified at this point, but its expiry can only lead to a rejection. Backstage verifies every token that this function does not reject.
 *
 * @param token - the bearer token of the request, if it has one
 * @public
 */
export function rejectExpiredToken(
  token: string | undefined,
  nowMs: number = Date.now(),
): void {
  const expiresAt = token === undefined ? undefined : readExpiry(token);
  if (expiresAt !== undefined && expiresAt <= Math.floor(nowMs / 1000)) {
    throw new AuthenticationError(
      `The Backstage token expired at ${new Date(expiresAt * 1000).toISOString()}.`,
    );
  }
}

/**
 * The `exp` claim of a JWT in seconds since 1970, or `undefined` if there is none that a date can represent.
 *
 * @public
 */
export function readExpiry(token: string): number | undefined {
  try {
    const [, payload] = token.split('.');
    const claims: unknown = JSON.parse(
      Buffer.from(payload, 'base64url').toString('utf8'),
    );
    const exp =
      typeof claims === 'object' && claims !== null && 'exp' in claims
        ? claims.exp
        : undefined;
    return typeof exp === 'number' && Math.abs(exp) < 8.64e12 ? exp : undefined;
  } catch {
    return undefined; // The token is not a JWT.
  }
}

/**
 * Reads the bearer token of a request with the pattern that Backstage's `httpAuth` uses.
 *
 * @public
 */
export function readBearerToken(req: {
  headers: { authorization?: string };
}): string | undefined {
  return /^Bearer[ ]+(\S+)$/i.exec(req.headers.authorization ?? '')?.[1];
}
