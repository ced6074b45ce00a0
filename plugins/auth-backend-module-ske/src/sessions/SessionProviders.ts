import { LONGEST_WAIT_MS } from './AwaitedKeys';
import { hash } from './hashes';
import type { SessionProvider } from './SessionProvider';
import type { SessionRow } from './SessionStore';

type SessionBinding = Pick<SessionRow, 'providerId' | 'fingerprint'>;

/** The sign-in providers of this process whose sessions it refreshes and revokes. */
export class SessionProviders {
  readonly #providers = new Map<string, SessionProvider>();
  readonly #startedAt = performance.now();

  register(provider: SessionProvider): void {
    const fingerprint = hash(provider.fingerprint);
    this.#providers.set(keyOf({ ...provider, fingerprint }), provider);
  }

  /** Returns the provider with which a session was started. */
  of(session: SessionBinding): SessionProvider | undefined {
    return this.#providers.get(keyOf(session));
  }

  /** Whether a session was started with another provider of this process than the given one, for example with that of another environment. */
  isOfOther(
    session: SessionBinding,
    given: Pick<SessionProvider, 'providerId' | 'fingerprint'>,
  ): boolean {
    const { fingerprint } = this.of(session) ?? given;
    return (
      session.providerId !== given.providerId ||
      fingerprint !== given.fingerprint
    );
  }

  /** Returns the providers with an id. An id has several providers if its configuration has several environments. */
  listOfId(providerId: string): SessionProvider[] {
    return [...this.#providers.values()].filter(
      each => each.providerId === providerId,
    );
  }

  /**
   * Compares the provider and client of a session with the configuration of this process.
   *
   * - `known`: they are the same.
   * - `newer`: they differ, and the session was started after this process, so another replica has a newer configuration.
   * - `replaced`: they differ, because the configuration has changed since the session was started.
   * - `unknown`: this process has no provider with this id.
   *
   * @param now - the clock of the database
   */
  compare(
    row: SessionRow,
    now: number,
  ): 'known' | 'newer' | 'replaced' | 'unknown' {
    if (this.of(row)) {
      return 'known';
    }
    const startedAt = now - (performance.now() - this.#startedAt);
    if (row.createdAt >= startedAt) {
      return now < row.createdAt + LONGEST_WAIT_MS ? 'newer' : 'unknown';
    }
    return this.listOfId(row.providerId).length > 0 ? 'replaced' : 'unknown';
  }
}

/** Two sign-in providers may use the same client of an OIDC provider, for example with another `tokenKind`. */
function keyOf({ providerId, fingerprint }: SessionBinding): string {
  return JSON.stringify([providerId, fingerprint]);
}
