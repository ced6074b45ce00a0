import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  customFetch,
  discovery,
  genericGrantRequest,
} from 'openid-client';
import type { TokenExchangeConfig } from '../../config';
import {
  ProviderConnection,
  type ProviderFetch,
} from '../../provider/ProviderConnection';
import { exchangeFailure, unusableResponse } from './exchangeFailure';

const GRANT_TYPE = 'urn:ietf:params:oauth:grant-type:token-exchange';
const TIMEOUT_SECONDS = 10;

/** RFC 8693, 3: the types that an API server may accept. */
const USABLE_TYPES = [
  'urn:ietf:params:oauth:token-type:access_token',
  'urn:ietf:params:oauth:token-type:id_token',
  'urn:ietf:params:oauth:token-type:jwt',
];

/** A token for the audience of the cluster. */
export interface ExchangedToken {
  text: string;
  /** The lifetime of the token according to the provider. */
  expiresInMs?: number;
}

/** The token endpoint of the provider that exchanges tokens. */
export class TokenEndpoint {
  readonly #config: TokenExchangeConfig;
  readonly #fetch: ProviderFetch;
  /** The metadata of the provider. After a failed read, the next call reads it again. */
  #client: Promise<Configuration> | undefined;

  constructor(config: TokenExchangeConfig, options: { ca?: string } = {}) {
    this.#config = config;
    this.#fetch = new ProviderConnection(options).fetch;
  }

  /**
   * Exchanges a token (RFC 8693).
   *
   * @throws SkeError, which never contains a token
   */
  async exchange(subjectToken: string): Promise<ExchangedToken> {
    const { target, subjectTokenType, requestedTokenType } = this.#config;
    try {
      this.#client ??= this.#discover();
      const response = await genericGrantRequest(
        await this.#client,
        GRANT_TYPE,
        {
          subject_token: subjectToken,
          subject_token_type: subjectTokenType,
          requested_token_type: requestedTokenType,
          ...target,
        },
      );
      const { access_token: text, issued_token_type: type } = response;
      if (typeof type === 'string' && !USABLE_TYPES.includes(type)) {
        throw unusableResponse(this.#config, 'a token of another type');
      }
      // The user's own token is meant for the portal, and the cluster must not see it.
      if (text === subjectToken) {
        throw unusableResponse(this.#config, 'the same token');
      }
      const seconds = response.expiresIn();
      return {
        text,
        ...(seconds !== undefined && { expiresInMs: seconds * 1000 }),
      };
    } catch (error) {
      this.#client = undefined;
      throw exchangeFailure(error, this.#config);
    }
  }

  async #discover(): Promise<Configuration> {
    const { metadataUrl, client } = this.#config;
    const url = new URL(metadataUrl);
    const authenticate =
      client.authMethod === 'client_secret_post'
        ? ClientSecretPost(client.secret)
        : ClientSecretBasic(client.secret);
    return discovery(url, client.id, undefined, authenticate, {
      [customFetch]: this.#fetch,
      timeout: TIMEOUT_SECONDS,
      // The configuration allows http for localhost only.
      ...(url.protocol === 'http:' && { execute: [allowInsecureRequests] }),
    });
  }
}
