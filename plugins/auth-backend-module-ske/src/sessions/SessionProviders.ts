import { hash } from './hashes';
import type { SessionProvider } from './SessionRefresher';
import type { SessionRow } from './SessionStore';

/** The sign-in providers of this process whose sessions it refreshes and revokes. */
export class SessionProviders {
  readonly #providers = new Map<string, SessionProvider>();

  register(provider: SessionProvider): void {
    this.#providers.set(hash(provider.fingerprint), provider);
  }

  /** Returns the provider with which a session was started. */
  of({
    fingerprint,
  }: Pick<SessionRow, 'fingerprint'>): SessionProvider | undefined {
    return this.#providers.get(fingerprint);
  }

  findById(providerId: string): SessionProvider | undefined {
    return [...this.#providers.values()].find(
      each => each.providerId === providerId,
    );
  }
}
