import type { TokenExchangeConfig } from '../../config';
import { AccessToken } from '../identity/AccessToken';
import { checkUserName } from '../identity/checkUserName';
import { IdentityMemory } from '../identity/IdentityMemory';
import { UserIdentity } from '../identity/PlatformIdentity';
import { TokenEndpoint } from './TokenEndpoint';

/**
 * Exchanges the tokens of users for tokens of the cluster's audience (S19). There is one instance for each cluster, and no fallback to the token of the
 * user.
 */
export class TokenExchange {
  readonly #endpoint: TokenEndpoint;
  readonly #userNameClaim: string | undefined;
  readonly #memory = new IdentityMemory();

  constructor(
    config: TokenExchangeConfig,
    options: { userNameClaim?: string; ca?: string } = {},
  ) {
    this.#endpoint = new TokenEndpoint(config, options);
    this.#userNameClaim = options.userNameClaim;
  }

  /**
   * Returns the identity of the same user with a token for the cluster.
   *
   * @throws SkeError, 401 `session-ended` or `identity-rejected`, 403 `identity-mismatch`, or 503 `idp-unavailable`
   */
  async identityFor(source: UserIdentity): Promise<UserIdentity> {
    source.checkNotExpired(new Date());
    return this.#memory.get(source, () => this.#exchange(source));
  }

  async #exchange(source: UserIdentity): Promise<UserIdentity> {
    const { userEntityRef } = source;
    const { text, expiresInMs } = await this.#endpoint.exchange(
      source.token.reveal(),
    );
    const now = new Date();
    const token = AccessToken.parse(text, now, 'exchange');
    if (this.#userNameClaim !== undefined) {
      checkUserName(token, this.#userNameClaim, userEntityRef);
    }
    return new UserIdentity({
      userEntityRef,
      token,
      // A stream ends when the first of the two tokens expires.
      expiresAtMs: Math.min(
        source.expiresAtMs ?? Infinity,
        now.getTime() + (expiresInMs ?? Infinity),
      ),
      session: source.derivedSession(next => this.identityFor(next)),
    });
  }
}
