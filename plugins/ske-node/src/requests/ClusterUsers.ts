import { cleanText, SkeError } from '@kratix-portal/plugin-ske-common';
import type { PlatformIdentity } from '../credentials';

/**
 * Who a caller is to the cluster, as far as the cluster itself has said so (S6): in a review of the identity, or in a refusal. Never from the
 * claims of a token, since which of them is the name only the API server's configuration knows. Nothing is asked for it.
 */
export class ClusterUsers {
  /** By the identity, which stands for one token. */
  readonly #names = new WeakMap<object, string>();

  nameOf(identity: PlatformIdentity): string | undefined {
    return this.#names.get(this.#keyOf(identity));
  }

  remember(identity: PlatformIdentity, name: string): void {
    this.#names.set(this.#keyOf(identity), cleanText(name));
  }

  /** Takes the name from a refusal, if it has one. */
  learn(identity: PlatformIdentity, error: unknown): void {
    // RBAC's own words: https://kubernetes.io/docs/reference/access-authn-authz/rbac/
    const [, name] =
      (SkeError.is(error) &&
        error.code === 'forbidden' &&
        /(?:^|: )User "([^"\\]{1,253})" cannot /.exec(error.detail ?? '')) ||
      [];
    if (name !== undefined) {
      this.remember(identity, name);
    }
  }

  /** The portal's own identity is one, however many objects stand for it. */
  #keyOf(identity: PlatformIdentity): object {
    return identity.kind === 'user' ? identity : this;
  }
}
