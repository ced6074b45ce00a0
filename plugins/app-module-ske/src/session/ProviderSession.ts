import { SessionState, type IdentityApi } from '@backstage/frontend-plugin-api';
import { SkeError, type SkeSession } from '@kratix-portal/plugin-ske-common';
import type { OidcAuthApi } from '../apis';

/** The part of the API of a provider that the session uses. */
export type SessionAuthApi = Pick<
  OidcAuthApi,
  'getBackstageIdentity' | 'sessionState$'
>;

/**
 * The session with the provider at which the user has signed in.
 *
 * Backstage's identity API opens the dialog "Login required" when the session cannot be refreshed. The API of a provider has the option `optional` for
 * this: that API refreshes the session in the same way, and returns nothing if the refresh fails.
 */
export class ProviderSession implements SkeSession {
  readonly #identityApi: Pick<IdentityApi, 'getCredentials'>;
  readonly #callbacks = new Set<() => void>();
  readonly #signedIn = new Set<SessionAuthApi>();
  /** The provider of the last sign-in, even after its session has ended. */
  #current: SessionAuthApi | undefined;

  constructor(options: {
    authApis: readonly SessionAuthApi[];
    identityApi: Pick<IdentityApi, 'getCredentials'>;
  }) {
    this.#identityApi = options.identityApi;
    for (const authApi of options.authApis) {
      authApi
        .sessionState$()
        .subscribe(state => this.#noteState(authApi, state));
    }
  }

  async getToken(): Promise<string | undefined> {
    const authApi = this.#current;
    if (!authApi) {
      // The user has signed in on a page that is not ours, so only the identity API knows the session.
      return (await this.#identityApi.getCredentials()).token;
    }
    const response = await authApi.getBackstageIdentity({ optional: true });
    if (
      !response &&
      (this.#signedIn.has(authApi) || !window.navigator.onLine)
    ) {
      throw new SkeError({
        code: 'idp-unavailable',
        message: 'The portal could not be reached to refresh your session.',
        hint: 'The page tries again by itself.',
      });
    }
    return response?.token;
  }

  async signIn(): Promise<void> {
    if (this.#current) {
      await this.#current.getBackstageIdentity({ instantPopup: true });
    } else {
      await this.#identityApi.getCredentials();
    }
  }

  onSignIn(callback: () => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  #noteState(authApi: SessionAuthApi, state: SessionState): void {
    if (state !== SessionState.SignedIn) {
      this.#signedIn.delete(authApi);
      return;
    }
    this.#signedIn.add(authApi);
    this.#current = authApi;
    [...this.#callbacks].forEach(callback => callback());
  }
}
