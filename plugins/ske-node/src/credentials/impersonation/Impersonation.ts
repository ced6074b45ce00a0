import type { ImpersonationConfig } from '../../config';
import { IdentityMemory } from '../identity/IdentityMemory';
import { UserIdentity } from '../identity/PlatformIdentity';
import { impersonatedUser } from './impersonatedUser';
import { TokenVerifier } from './TokenVerifier';

/**
 * Lets the service account of a cluster act for users whose tokens the portal has verified (S19). There is one instance for each cluster. The account
 * never acts for itself: an identity that contains its credential always contains the name of a user too.
 */
export class Impersonation {
  readonly #config: ImpersonationConfig;
  readonly #verifier: TokenVerifier;
  readonly #memory = new IdentityMemory();

  constructor(config: ImpersonationConfig, options: { ca?: string } = {}) {
    this.#config = config;
    this.#verifier = new TokenVerifier(config, options);
  }

  /**
   * Returns the identity of the same user on the cluster. The result of a verification is cached for at most a minute.
   *
   * @throws SkeError, 401 `session-ended` or `identity-rejected`, or 503 `idp-unavailable`
   */
  async identityFor(source: UserIdentity): Promise<UserIdentity> {
    source.checkNotExpired(new Date());
    return this.#memory.get(source, () => this.#impersonate(source));
  }

  async #impersonate(source: UserIdentity): Promise<UserIdentity> {
    const { userEntityRef, token } = source;
    const { claims, issuer } = await this.#verifier.verify(token.reveal());
    return new UserIdentity({
      userEntityRef,
      token,
      actor: {
        account: this.#config.account,
        user: impersonatedUser(claims, issuer, this.#config),
      },
      session: source.derivedSession(next => this.identityFor(next)),
    });
  }
}
