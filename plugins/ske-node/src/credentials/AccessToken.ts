import { SkeError, cleanText } from '@kratix-portal/plugin-ske-common';
import {
  decodeJwt,
  decodeProtectedHeader,
  JWTPayload,
  ProtectedHeaderParameters,
} from 'jose';

// Above this no HTTP server would take the header anyway; Node's own limit for all headers is 16 KiB.
const MAX_BYTES = 48 * 1024;
const ALLOWED = /^[A-Za-z0-9._~+/=-]+$/;
const SIGN_IN_AGAIN = 'Sign out of the portal and sign in again.';

/**
 * An OIDC access token that has the shape of one and has not expired. Its signature is not ours to judge.
 *
 * It keeps its text to itself: printing it, or turning it into JSON, shows none of it.
 */
export class AccessToken {
  readonly #text: string;
  readonly #claims: JWTPayload;

  private constructor(text: string, claims: JWTPayload) {
    this.#text = text;
    this.#claims = claims;
  }

  /**
   * Checks what was found in the `tok` claim (S3). The text is not altered: a token with a blank at its end is refused, not trimmed.
   *
   * @throws SkeError, 401, that says what is wrong and never quotes the value
   */
  static parse(value: unknown, now: Date): AccessToken {
    const text = checkShape(value);
    const { header, claims } = decode(text);
    const token = new AccessToken(text, claims);
    checkOrigin(header);
    token.checkNotExpired(now);
    return token;
  }

  /** @throws SkeError, 401 `session-ended`, once it is over */
  checkNotExpired(now: Date): void {
    checkExpiry(this.#claims, now);
  }

  reveal(): string {
    return this.#text;
  }

  /** When it says that it ends, in milliseconds since 1970: a stream that it opened ends then too. Absent: it does not say. */
  get expiresAtMs(): number | undefined {
    const { exp } = this.#claims;
    return exp === undefined ? undefined : exp * 1000;
  }

  /** What a claim says: for explanations, and to notice a sign-in that is set up wrong; never to decide access (S4). */
  claim(name: string): unknown {
    return Object.hasOwn(this.#claims, name) ? this.#claims[name] : undefined;
  }

  /** What the token says of itself; for the explanation of a refusal only (S4). */
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
    throw malformed('has characters that no token has');
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

/** A Backstage token in the place of the provider's would hand the portal's own credential to the cluster. */
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
    return; // The API server refuses it, and says so.
  }
  if (typeof exp !== 'number' || !Number.isFinite(exp)) {
    throw malformed('has an expiry that is not a number');
  }
  if (exp * 1000 <= now.getTime()) {
    throw new SkeError({
      code: 'session-ended',
      message: `Your session with the OIDC provider is over: the access token in the tok claim expired at ${formatTime(
        exp,
      )}.`,
      hint: `Reload the page; if that does not help, sign out of the portal and sign in again. A task must be started again.`,
    });
  }
}

/** A claim may be of any form: what is no text has no words of its own, and may not even become some. */
function describeAudience(aud: unknown): string {
  return [aud]
    .flat()
    .map(one => (typeof one === 'string' ? one : 'that is no text'))
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
