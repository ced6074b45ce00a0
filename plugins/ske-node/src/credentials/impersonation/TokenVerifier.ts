import { cleanText, SkeError } from '@kratix-portal/plugin-ske-common';
import {
  createRemoteJWKSet,
  customFetch,
  errors,
  type JWTPayload,
  jwtVerify,
} from 'jose';
import { z } from 'zod';
import type { ImpersonationConfig } from '../../config';
import { isSecureUrl } from '../../config/isSecureUrl';
import {
  ProviderConnection,
  type ProviderFetch,
} from '../../provider/ProviderConnection';
import { SIGNING_ALGORITHMS } from '../../provider/signingAlgorithms';
import { type KeyLookup, withEachKey } from '../../provider/withEachKey';
import { RELOAD_OR_SIGN_IN, SIGN_IN_AGAIN } from '../identity/signInHints';

const TIMEOUT_MS = 10_000;
/** The tolerance for `nbf` and `iat`. It does not extend the expiry, because a token that has expired by this machine's clock was rejected before. */
const CLOCK_TOLERANCE_SECONDS = 30;

const metadataSchema = z.object({
  issuer: z.string().min(1),
  jwks_uri: z.string().refine(isSecureUrl),
});

/** The issuer and its signing keys. */
interface Issuer {
  name: string;
  getKey: KeyLookup;
}

/** The claims of a token whose signature, issuer, audience and times were verified. */
export interface VerifiedToken {
  issuer: string;
  claims: JWTPayload;
}

/** Verifies the tokens of users by the same rules as an API server that trusts the issuer. */
export class TokenVerifier {
  readonly #config: ImpersonationConfig;
  readonly #fetch: ProviderFetch;
  /** The metadata of the provider. After a failed read, the next call reads it again. `jose` renews the keys. */
  #issuer: Promise<Issuer> | undefined;

  constructor(config: ImpersonationConfig, options: { ca?: string } = {}) {
    this.#config = config;
    this.#fetch = new ProviderConnection(options).fetch;
  }

  /**
   * @throws SkeError, 401 `identity-rejected` or `session-ended`, or 503 `idp-unavailable` when the keys cannot be read
   */
  async verify(token: string): Promise<VerifiedToken> {
    const { name, getKey } = await this.#readIssuer();
    try {
      const { payload } = await withEachKey(getKey, lookup =>
        jwtVerify(token, lookup, {
          issuer: name,
          audience: this.#config.audience,
          algorithms: SIGNING_ALGORITHMS,
          requiredClaims: ['exp'],
          clockTolerance: CLOCK_TOLERANCE_SECONDS,
        }),
      );
      return { issuer: name, claims: payload };
    } catch (error) {
      throw this.#toSkeError(error);
    }
  }

  async #readIssuer(): Promise<Issuer> {
    this.#issuer ??= this.#discover();
    try {
      return await this.#issuer;
    } catch {
      this.#issuer = undefined;
      throw this.#unavailable('its discovery document');
    }
  }

  async #discover(): Promise<Issuer> {
    const response = await this.#fetch(this.#config.metadataUrl, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      throw new Error(`status ${response.status}`);
    }
    const metadata = metadataSchema.parse(await response.json());
    return {
      name: metadata.issuer,
      getKey: createRemoteJWKSet(new URL(metadata.jwks_uri), {
        [customFetch]: this.#fetch,
        timeoutDuration: TIMEOUT_MS,
      }),
    };
  }

  #toSkeError(error: unknown): SkeError {
    if (error instanceof errors.JWTExpired) {
      return new SkeError({
        code: 'session-ended',
        message: 'Your token has expired.',
        hint: RELOAD_OR_SIGN_IN,
      });
    }
    const reason = reasonOf(error);
    if (reason === undefined) {
      return this.#unavailable('its signing keys');
    }
    const { audience, path } = this.#config;
    return new SkeError({
      code: 'identity-rejected',
      message: `The portal does not accept your token for the platform cluster: ${reason}.`,
      hint: `${SIGN_IN_AGAIN} If that does not help, the token must be a JWT of the provider '${this.#config.providerId}' with the audience of ${path}.audience (${audience}).`,
    });
  }

  #unavailable(what: string): SkeError {
    return new SkeError({
      code: 'idp-unavailable',
      message: `The portal cannot read ${what} from the OIDC provider '${this.#config.providerId}', so it cannot verify your token.`,
      hint: 'Try again in a moment.',
    });
  }
}

/** The reason why a token is not accepted; undefined if the keys could not be read. */
function reasonOf(error: unknown): string | undefined {
  if (error instanceof errors.JWTClaimValidationFailed) {
    return cleanText(`its claim '${error.claim}' is wrong`);
  }
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey
  ) {
    return 'the provider has not signed it with one of its keys';
  }
  if (
    error instanceof errors.JOSEAlgNotAllowed ||
    error instanceof errors.JOSENotSupported
  ) {
    return 'its signature algorithm is not accepted';
  }
  if (
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid
  ) {
    return 'it is not a signed JWT';
  }
  return undefined;
}
