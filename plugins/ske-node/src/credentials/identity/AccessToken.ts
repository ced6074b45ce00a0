import { cleanText } from '@kratix-portal/plugin-ske-common';
import {
  decodeJwt,
  decodeProtectedHeader,
  JWTPayload,
  ProtectedHeaderParameters,
} from 'jose';
import { IdentityError, type IdentityReason } from './IdentityError';
import { noIdentityMessage } from './noIdentityMessage';
import { RELOAD_OR_SIGN_IN, SIGN_IN_AGAIN } from './signInHints';

// HTTP servers reject longer headers; Node's own limit for all headers is 16 KiB.
const MAX_KILOBYTES = 48;
// All visible ASCII characters except quotation marks, so also the colon in tokens of Rancher. A space is not allowed, because the API server reads a token up
// to the first space. A quotation mark is not allowed, because `withoutTokens` would take it for the end of the token.
const ALLOWED = /^[!#-&(-~]+$/;

/**
 * Where a token comes from, for messages: the claim `tok` of the Backstage token, the session of the auth backend, a token exchange, or the user who
 * started the doctor.
 */
export type TokenSource = 'tok' | 'session' | 'exchange' | 'doctor';

const ONLY_THE_TOKEN =
  'Give the doctor the token alone: one line, without quotation marks and without a word such as Bearer.';

/** The names of the token in messages: `token` begins a sentence about the form of the token, and `place` is used inside other sentences. */
const NAMES: Record<TokenSource, { token: string; place: string }> = {
  tok: {
    token: 'The tok claim of your Backstage token',
    place: 'access token in the tok claim',
  },
  session: {
    token: 'The access token of your session',
    place: 'access token in the session',
  },
  exchange: {
    token: 'The token that the OIDC provider issued in exchange for yours',
    place: 'token that was exchanged for yours',
  },
  doctor: {
    token: 'The token that the doctor was given',
    place: 'token that the doctor was given',
  },
};

/**
 * An OIDC access token with a valid form that has not expired. Only the API server verifies its signature.
 *
 * The text of the token is private: neither printing the object nor converting it to JSON shows it.
 */
export class AccessToken {
  readonly #text: string;
  readonly #claims: JWTPayload;
  readonly #source: TokenSource;
  /** Whether the token is not a JWT, so that nothing is known about it. */
  readonly isOpaque: boolean;

  private constructor(options: {
    text: string;
    claims: JWTPayload;
    isOpaque: boolean;
    source: TokenSource;
  }) {
    this.#text = options.text;
    this.#claims = options.claims;
    this.isOpaque = options.isOpaque;
    this.#source = options.source;
  }

  /**
   * Validates the value of the `tok` claim, or the token of a session (S3). The text is not changed: a token with a space at its end is rejected, not trimmed.
   *
   * @throws SkeError, 401, that describes the problem and never quotes the value
   */
  static parse(
    value: unknown,
    now: Date,
    source: TokenSource = 'tok',
  ): AccessToken {
    const text = checkShape(value, source);
    const { header, claims } = decode(text);
    const token = new AccessToken({
      text,
      claims: claims ?? {},
      isOpaque: claims === undefined,
      source,
    });
    checkOrigin(header, source);
    token.checkNotExpired(now);
    return token;
  }

  /** @throws SkeError, 401 `session-ended`, when the token has expired */
  checkNotExpired(now: Date): void {
    checkExpiry(this.#claims, now, this.#source);
  }

  /** The token in a message, such as `access token in the session`. */
  get place(): string {
    return NAMES[this.#source].place;
  }

  reveal(): string {
    return this.#text;
  }

  /** The expiry in milliseconds since 1970. A stream that uses the token ends at this time too. Undefined if the token has no expiry. */
  get expiresAtMs(): number | undefined {
    const { exp } = this.#claims;
    return isTime(exp) ? exp * 1000 : undefined;
  }

  /** Returns a claim, for explanations and to detect a wrong sign-in configuration. A claim must never be used to grant access (S4). */
  claim(name: string): unknown {
    return Object.hasOwn(this.#claims, name) ? this.#claims[name] : undefined;
  }

  /** Describes the token's own claims, to explain a rejection (S4). */
  describe(): string {
    if (this.isOpaque) {
      return 'an opaque access token';
    }
    const { iss, aud, exp } = this.#claims;
    const parts = [
      typeof iss === 'string' ? `issuer ${iss}` : 'no issuer',
      aud === undefined ? 'no audience' : `audience ${describeAudience(aud)}`,
      typeof exp === 'number' ? `expiry ${formatTime(exp)}` : 'no expiry',
    ];
    return cleanText(parts.join('; '));
  }
}

function checkShape(value: unknown, source: TokenSource): string {
  if (typeof value !== 'string') {
    throw malformed(source, 'is not a string');
  }
  if (value.trim() === '') {
    throw malformed(source, 'is blank');
  }
  if (Buffer.byteLength(value) > MAX_KILOBYTES * 1024) {
    throw malformed(source, `is longer than ${MAX_KILOBYTES} kB`, {
      reason: 'malformed',
      hint: 'Let the provider put fewer claims into the token, for instance only the groups that are assigned to the application.',
    });
  }
  if (!ALLOWED.test(value)) {
    throw malformed(
      source,
      'has a character that is not allowed in a token, such as a space, a line break or a quotation mark',
    );
  }
  return value;
}

/** An opaque token has no claims. Some API servers accept opaque tokens (a token webhook, OpenShift), so the cluster accepts or rejects the token. */
function decode(text: string): {
  header: ProtectedHeaderParameters;
  claims: JWTPayload | undefined;
} {
  try {
    return { header: decodeProtectedHeader(text), claims: decodeJwt(text) };
  } catch {
    return { header: {}, claims: undefined };
  }
}

/** Rejects a Backstage token, which would send the portal's own credential to the cluster. */
function checkOrigin(
  { typ }: ProtectedHeaderParameters,
  source: TokenSource,
): void {
  if (typeof typ === 'string' && typ.startsWith('vnd.backstage.')) {
    throw malformed(
      source,
      'is a Backstage token, not an access token of the OIDC provider',
      {
        reason: 'backstage-token',
        hint: 'The sign-in resolver must put result.session.accessToken into the claim tok.',
      },
    );
  }
}

function checkExpiry(
  { exp }: JWTPayload,
  now: Date,
  source: TokenSource,
): void {
  // A token without an expiry, or with an expiry of another type, is accepted or rejected by the API server.
  if (!isTime(exp) || exp * 1000 > now.getTime()) {
    return;
  }
  throw new IdentityError({
    code: 'session-ended',
    reason: 'expired',
    message: `Your session with the OIDC provider has ended: the ${NAMES[source].place} expired at ${formatTime(
      exp,
    )}.`,
    hint: `${RELOAD_OR_SIGN_IN} A task must be started again.`,
  });
}

function isTime(exp: unknown): exp is number {
  return typeof exp === 'number' && Number.isFinite(exp);
}

/** A claim may have any type, and converting it to a string may fail. */
function describeAudience(aud: unknown): string {
  return [aud]
    .flat()
    .map(one => (typeof one === 'string' ? one : 'that is not a string'))
    .join(', ');
}

function malformed(
  source: TokenSource,
  what: string,
  more: { reason: IdentityReason; hint: string } = {
    reason: 'malformed',
    hint: source === 'doctor' ? ONLY_THE_TOKEN : SIGN_IN_AGAIN,
  },
): IdentityError {
  return new IdentityError({
    code: 'no-credentials',
    message: noIdentityMessage(`${NAMES[source].token} ${what}`),
    ...more,
  });
}

function formatTime(epochSeconds: number): string {
  const date = new Date(epochSeconds * 1000);
  return Number.isNaN(date.getTime()) ? `${epochSeconds}` : date.toISOString();
}
