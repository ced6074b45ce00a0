import {
  createRemoteJWKSet,
  decodeJwt,
  errors,
  jwtVerify,
  type JWTPayload,
} from 'jose';
import { withEachKey } from '@kratix-portal/plugin-ske-node';
import { isObject } from '../json/isObject';
import type { LogoutMetadata, SessionProvider } from './SessionProvider';
import type { Sessions } from './Sessions';

/** OpenID Connect Back-Channel Logout 1.0, section 2.4. */
const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** Only algorithms with the provider's private key are accepted. The client's secret is not accepted as a key, because other parties know it too. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'],
];
/** The maximum age of a logout token. Providers send a logout token at once, so an old logout token is a replay. */
const LONGEST_AGE_SECONDS = 120;
const CLOCK_TOLERANCE_SECONDS = 60;
/** The accepted types. `logout+jwt` is recommended, but many providers use the general type. An access token, which must be rejected, has the type `at+jwt`. */
const TYPES: ReadonlyArray<string | undefined> = [
  undefined,
  'JWT',
  'logout+jwt',
];

/** A logout token that the portal does not accept. The message names the rule, and never quotes the token. */
export class InvalidLogoutTokenError extends Error {}

/** Verifies logout tokens of the OIDC providers and ends the sessions that they name (section 2.6). */
export class LogoutTokens {
  readonly #sessions: Sessions;
  readonly #keys = new Map<string, ReturnType<typeof createRemoteJWKSet>>();

  constructor(options: { sessions: Sessions }) {
    this.#sessions = options.sessions;
  }

  /**
   * Ends the sessions for which a logout token is valid.
   *
   * @param providers - the providers with the id in the URL, of which one has sent the token
   * @returns how many sessions have ended
   * @throws InvalidLogoutTokenError; or another error when the metadata or keys of the provider cannot be read
   */
  async accept(
    logoutToken: string,
    providers: readonly SessionProvider[],
  ): Promise<number> {
    const { fingerprints, clientId, metadata } = await findSender(
      logoutToken,
      providers,
    );
    const claims = await this.#verify(logoutToken, { ...metadata, clientId });
    const { sub, sid, jti = '' } = claims;
    const { issuer } = metadata;
    if (await this.#sessions.isLogoutTokenUsed({ issuer, jti })) {
      throw new InvalidLogoutTokenError('its jti has been used before');
    }
    let ended = 0;
    for (const fingerprint of fingerprints) {
      ended += await this.#sessions.endByProvider({
        fingerprint,
        issuer,
        ...(sub !== undefined && { subject: sub }),
        ...(typeof sid === 'string' && { sid }),
      });
    }
    await this.#sessions.recordLogoutToken({
      issuer,
      jti,
      validMs: (LONGEST_AGE_SECONDS + 2 * CLOCK_TOLERANCE_SECONDS) * 1000,
    });
    return ended;
  }

  async #verify(
    token: string,
    sender: LogoutMetadata & { clientId: string },
  ): Promise<JWTPayload> {
    const keys = this.#keysOf(sender.jwksUri);
    const verify = () =>
      withEachKey(keys, lookup =>
        jwtVerify(token, lookup, {
          issuer: sender.issuer,
          audience: sender.clientId,
          algorithms: ALGORITHMS,
          maxTokenAge: LONGEST_AGE_SECONDS,
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
          requiredClaims: ['iat', 'jti', 'events'],
        }),
      );
    try {
      const { payload, protectedHeader } = await verify().catch(
        async (error: unknown) => {
          // A token that names no key may have a key that is newer than the cached keys. For an unknown `kid`, jose itself loads the keys again.
          if (
            !(error instanceof errors.JWSSignatureVerificationFailed) ||
            keys.coolingDown
          ) {
            throw error;
          }
          await keys.reload();
          return verify();
        },
      );
      checkClaims(payload, protectedHeader.typ);
      return payload;
    } catch (error) {
      if (error instanceof errors.JOSEError && !isUnreadable(error)) {
        throw new InvalidLogoutTokenError(error.code);
      }
      throw error;
    }
  }

  #keysOf(jwksUri: string): ReturnType<typeof createRemoteJWKSet> {
    const known = this.#keys.get(jwksUri);
    if (known) {
      return known;
    }
    const keys = createRemoteJWKSet(new URL(jwksUri));
    this.#keys.set(jwksUri, keys);
    return keys;
  }
}

/** Whether the keys of the provider could not be read. The token may be valid, so the provider may send it again. */
function isUnreadable(error: errors.JOSEError): boolean {
  return (
    error instanceof errors.JWKSTimeout ||
    error instanceof errors.JWKSInvalid ||
    // The key set had another status than 200, or was not JSON.
    error.code === errors.JOSEError.code
  );
}

/**
 * Finds the provider whose issuer and client the token names. The token is verified afterwards, with the keys of this provider. Several environments can have the same
 * issuer and client, for example at two addresses of the provider: the token is then for the sessions of all of them. The metadata of one of them is
 * enough, because the hashes with which sessions are found contain the issuer.
 *
 * @throws InvalidLogoutTokenError; or another error when the metadata of a provider that may have sent the token cannot be read
 */
async function findSender(
  logoutToken: string,
  providers: readonly SessionProvider[],
): Promise<{
  fingerprints: string[];
  clientId: string;
  metadata: LogoutMetadata;
}> {
  if (providers.length === 1) {
    const [{ fingerprint, clientId, readMetadata }] = providers;
    const metadata = await readMetadata();
    return { fingerprints: [fingerprint], clientId, metadata };
  }
  const { iss, aud } = claimsOf(logoutToken);
  const named = providers.filter(({ clientId }) =>
    [aud].flat().includes(clientId),
  );
  const fingerprints = named.map(({ fingerprint }) => fingerprint);
  const other = new InvalidLogoutTokenError(
    'no environment of this provider has its issuer and audience',
  );
  // All at once: an environment that does not respond must not delay the logout until the sender gives up.
  const found = named.map(async ({ clientId, readMetadata }) => {
    const metadata = await readMetadata();
    if (metadata.issuer !== iss) {
      throw other;
    }
    return { fingerprints, clientId, metadata };
  });
  try {
    return await Promise.any(found);
  } catch (error) {
    const { errors: failures } = error as AggregateError;
    throw failures.find(each => each !== other) ?? other;
  }
}

/** @throws InvalidLogoutTokenError */
function claimsOf(logoutToken: string): JWTPayload {
  try {
    return decodeJwt(logoutToken);
  } catch {
    throw new InvalidLogoutTokenError('it is not a JWT');
  }
}

/** @throws InvalidLogoutTokenError */
function checkClaims(claims: JWTPayload, type: string | undefined): void {
  const { events, nonce, sub, sid, jti } = claims;
  if (!TYPES.includes(type)) {
    throw new InvalidLogoutTokenError('its type is not that of a logout token');
  }
  if (
    !isObject(events) ||
    !Object.hasOwn(events, EVENT) ||
    !isObject(events[EVENT])
  ) {
    throw new InvalidLogoutTokenError('its events claim has no logout event');
  }
  // An ID token has a nonce, and must never be accepted as a logout token.
  if (nonce !== undefined) {
    throw new InvalidLogoutTokenError('it has a nonce');
  }
  if (typeof jti !== 'string' || jti === '') {
    throw new InvalidLogoutTokenError('its jti is not a string');
  }
  if (sid !== undefined && typeof sid !== 'string') {
    throw new InvalidLogoutTokenError('its sid is not a string');
  }
  if (sub === undefined && sid === undefined) {
    throw new InvalidLogoutTokenError('it has neither sub nor sid');
  }
}
