import { SkeError, cleanText } from '@kratix-portal/plugin-ske-common';
import {
  decodeJwt,
  decodeProtectedHeader,
  JWTPayload,
  ProtectedHeaderParameters,
} from 'jose';

// HTTP servers reject longer headers; Node's own limit for all headers is 16 KiB.
const MAX_BYTES = 48 * 1024;
const ALLOWED = /^[A-Za-z0-9._~+/=-]+$/;
const SIGN_IN_AGAIN = 'Sign out of the portal and sign in again.';

/**
 * An OIDC access token with a valid form that has not expired. Only the API server verifies its signature.
 *
 * The text of the token is private: neither printing the object nor converting it to JSON shows it.
 */
export class AccessToken {
  readonly #text: string;
  readonly #claims: JWTPayload;

  private constructor(text: string, claims: JWTPayload) {
    this.#text = text;
    this.#claims = claims;
  }

  /**
   * Validates the value of the `tok` claim (S3). The text is not changed: a token with a space at its end is rejected, not trimmed.
   *
   * @throws SkeError, 401, that describes the problem and never quotes the value
   */
  static parse(value: unknown, now: Date): AccessToken {
    const text = checkShape(value);
    const { header, claims } = decode(text);
    const token = new AccessToken(text, claims);
    checkOrigin(header);
    token.checkNotExpired(now);
    return token;
  }

  /** @throws SkeError, 401 `session-ended`, when the token has expired */
  checkNotExpired(now: Date): void {
    checkExpiry(this.#claims, now);
  }

  reveal(): string {
    return this.#text;
  }

  /** The expiry in milliseconds since 1970; a stream that uses the token ends then too. Undefined when the token has none. */
  get expiresAtMs(): number | undefined {
    const { exp } = this.#claims;
    return exp === undefined ? undefined : exp * 1000;
  }

  /** Returns a claim, for explanations and to detect a wrong sign-in configuration. It must never decide access (S4). */
  claim(name: string): unknown {
    return Object.hasOwn(this.#claims, name) ? this.#claims[name] : undefined;
  }

  /** Describes the token's own claims, to explain a rejection (S4). */
  describe(): string {
    const { iss, aud, exp } = this.#claims;
    const parts = [
      typeof iss === 'string' ? `issuer ${iss}` : 'no issuer',
      aud === undefined ? 'no audience' : `audience ${describeAudience(aud)}`,
      typeof exp === 'number' ? `expiry ${formatTime(exp)}` : 'no expiry',
    ];
    return cleanText(parts.join('; '));
  }
}

function checkShape(value: unknown): string {
  if (typeof value !== 'string') {
    throw malformed('is not a string');
  }
  if (value.trim() === '') {
    throw malformed('is blank');
  }
  if (Buffer.byteLength(value) > MAX_BYTES) {
    throw malformed('is longer than 48 kB');
  }
  if (!ALLOWED.test(value)) {
    throw malformed('has characters that a token cannot have');
  }
  return value;
}

function decode(text: string): {
  header: ProtectedHeaderParameters;
  claims: JWTPayload;
} {
  try {
    return { header: decodeProtectedHeader(text), claims: decodeJwt(text) };
  } catch {
    throw malformed(
      'is not a JWT',
      'Sign out and sign in with the OIDC provider of the platform cluster. If that does not help, the provider gives opaque access tokens, which no API server accepts: ' +
        'configure it to give JWTs for the audience of the API server.',
    );
  }
}

/** Rejects a Backstage token, which would send the portal's own credential to the cluster. */
function checkOrigin({ typ }: ProtectedHeaderParameters): void {
  if (typeof typ === 'string' && typ.startsWith('vnd.backstage.')) {
    throw malformed(
      'is a Backstage token, not an access token of the OIDC provider',
      'The sign-in resolver must put result.session.accessToken into the claim tok.',
    );
  }
}

function checkExpiry(claims: JWTPayload, now: Date): void {
  const { exp } = claims;
  if (exp === undefined) {
    return; // The API server rejects such a token with its own message.
  }
  if (typeof exp !== 'number' || !Number.isFinite(exp)) {
    throw malformed('has an expiry that is not a number');
  }
  if (exp * 1000 <= now.getTime()) {
    throw new SkeError({
      code: 'session-ended',
      message: `Your session with the OIDC provider has ended: the access token in the tok claim expired at ${formatTime(
        exp,
      )}.`,
      hint: `Reload the page; if that does not help, sign out of the portal and sign in again. A task must be started again.`,
    });
  }
}

/** A claim may have any type, and converting it to a string may fail. */
function describeAudience(aud: unknown): string {
  return [aud]
    .flat()
    .map(one => (typeof one === 'string' ? one : 'that is not a string'))
    .join(', ');
}

function malformed(what: string, hint: string = SIGN_IN_AGAIN): SkeError {
  return new SkeError({
    code: 'no-credentials',
    message: `The tok claim of your Backstage token ${what}, so there is no identity to act with on the platform cluster.`,
    hint,
  });
}

function formatTime(epochSeconds: number): string {
  const date = new Date(epochSeconds * 1000);
  return Number.isNaN(date.getTime()) ? `${epochSeconds}` : date.toISOString();
}
