import { AuthenticationError } from '@backstage/errors';

/**
 * Rejects an expired Backstage token before Backstage verifies it. Backstage's verification logs all claims of an expired token, and `tok`,
 * which may still be valid, is one of them (S7).
 *
 * The expiry of an unverified token can only lead to a rejection: Backstage verifies all other tokens.
 */
export function rejectExpiredToken(token: string, nowMs: number): void {
  const expiresAt = readExpiry(token);
  if (expiresAt !== undefined && expiresAt <= Math.floor(nowMs / 1000)) {
    throw new AuthenticationError(
      `The Backstage token expired at ${new Date(expiresAt * 1000).toISOString()}.`,
    );
  }
}

/** The `exp` claim of a JWT in seconds since 1970, or `undefined` if there is none that a date can represent. */
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
