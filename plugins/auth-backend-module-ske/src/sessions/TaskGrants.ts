import { randomBytes } from 'node:crypto';
import type { AuthResolverContext } from '@backstage/plugin-auth-node';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { signInWithCatalogUser } from '../accessToken/signInWithCatalogUser';
import { GrantStore } from './GrantStore';
import { hash } from './hashes';
import type { Sessions } from './Sessions';
import { sessionEnded } from './sessionErrors';
import type { SessionStore } from './SessionStore';

/** S18: a grant ends after this time in any case. */
const LONGEST_MS = 12 * 60 * 60_000;

/**
 * Grants of tasks that outlive the Backstage token of the user who started them (S18).
 *
 * A task takes a grant while the Backstage token is valid. With it, the same plugin gets another Backstage token of the same user for the same task, as
 * long as the session lives. Such a token is as strong as the one that the task began with: the portal's policy, the cluster and the audit log see the
 * user. A user name alone never suffices: without the secret and a live session there is no token.
 */
export class TaskGrants {
  readonly #store: SessionStore;
  readonly #grants: GrantStore;
  readonly #sessions: Sessions;
  #context: AuthResolverContext | undefined;

  constructor(options: { store: SessionStore; sessions: Sessions }) {
    this.#store = options.store;
    this.#sessions = options.sessions;
    this.#grants = new GrantStore(options.store.knex);
  }

  /** Backstage passes its issuer of tokens to each sign-in provider. */
  useContext(context: AuthResolverContext): void {
    this.#context = context;
  }

  /**
   * Takes a grant for a task.
   *
   * @throws SkeError, 401 `no-credentials`, if the user has no live session
   */
  async take(options: {
    userRef: string;
    plugin: string;
    taskId: string;
  }): Promise<{ grant: string; expiresInMs: number }> {
    const { userRef } = options;
    const session = await this.#store.findNewest(userRef);
    if (!session) {
      throw new SkeError({
        code: 'no-credentials',
        message: `${userRef} has no session, so a task cannot continue as this user after the Backstage token has expired.`,
        hint: 'Sign out of the portal and sign in again.',
      });
    }
    const now = await this.#store.now();
    const grant = randomBytes(32).toString('base64url');
    await this.#grants.insert({
      ...options,
      secretHash: hash(grant),
      sessionId: session.sessionId,
      inCatalog: await this.#isInCatalog(userRef),
      now,
      expiresAt: now + LONGEST_MS,
    });
    return { grant, expiresInMs: LONGEST_MS };
  }

  /**
   * Returns a Backstage token of the user of a grant.
   *
   * @throws SkeError, 401 `session-ended`, if the grant is unknown, expired, of another plugin or task, or if its session has ended
   */
  async exchange(options: {
    grant: string;
    plugin: string;
    taskId: string;
  }): Promise<{ token: string; userRef: string }> {
    const found = await this.#grants.find(hash(options.grant));
    const now = await this.#store.now();
    if (
      !found ||
      found.plugin !== options.plugin ||
      found.taskId !== options.taskId ||
      now >= found.expiresAt
    ) {
      throw sessionEnded();
    }
    // Refreshes the session if that is due, and ends it if it was not used for too long.
    const { userRef } = await this.#sessions.openById(found.sessionId);
    if (userRef !== found.userRef) {
      throw sessionEnded();
    }
    const { token } = await signInWithCatalogUser({
      query: { entityRef: userRef },
      // A user who was removed from the catalog meanwhile gets no token.
      dangerousEntityRefFallback: found.inCatalog
        ? undefined
        : { entityRef: userRef },
      context: this.#requireContext(),
    });
    return { token, userRef };
  }

  /** Ends the grant of a task that has ended. */
  async release(options: {
    grant: string;
    plugin: string;
    taskId: string;
  }): Promise<{ released: boolean }> {
    const { grant, ...task } = options;
    const released = await this.#grants.delete({
      ...task,
      secretHash: hash(grant),
    });
    return { released };
  }

  /**
   * Keeps the sessions of waiting tasks alive at the OIDC provider: many providers end a session that is not refreshed for half an hour. Waiting is no use
   * of a session, which ends after eight hours without a use all the same (S16).
   */
  async keepSessions(): Promise<void> {
    const now = await this.#store.now();
    await this.#grants.deleteExpired(now);
    for (const sessionId of await this.#grants.listSessions(now)) {
      // A session that ends, or whose provider is down, does not affect the others.
      await this.#sessions.keepAlive(sessionId).catch(() => undefined);
    }
  }

  async #isInCatalog(userRef: string): Promise<boolean> {
    try {
      await this.#requireContext().findCatalogUser({ entityRef: userRef });
      return true;
    } catch (error) {
      if (error instanceof Error && error.name === 'NotFoundError') {
        return false;
      }
      throw error;
    }
  }

  #requireContext(): AuthResolverContext {
    if (!this.#context) {
      throw new Error('No sign-in provider of session mode has started.');
    }
    return this.#context;
  }
}
