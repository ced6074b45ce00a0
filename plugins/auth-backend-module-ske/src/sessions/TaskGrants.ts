import { randomBytes } from 'node:crypto';
import type { AuthResolverContext } from '@backstage/plugin-auth-node';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { signInWithCatalogUser } from '../accessToken/signInWithCatalogUser';
import { GrantStore } from './GrantStore';
import { hash } from './hashes';
import type { Sessions } from './Sessions';
import { sessionEnded } from './sessionErrors';
import type { SessionKeys } from './SessionKeys';
import type { SessionStore } from './SessionStore';

/** S18: a grant ends after this time in any case. */
const LONGEST_MS = 12 * 60 * 60_000;
/** After this many failures in a row, the provider is probably down, and each further failure would take seconds. The next run tries again. */
const MOST_FAILURES = 3;

/**
 * Grants of tasks that outlive the Backstage token of the user who started them (S18).
 *
 * A task takes a grant while the Backstage token is valid. With the grant, the same plugin gets another Backstage token of the same user for the same
 * task, as long as the session lives. Such a token has the same rights as the token with which the task began: the portal's policy, the cluster and
 * the audit log see the user. A user name alone is never enough: without the secret and a live session there is no token. Write access to the database is not enough
 * to create a grant or to move it to another user, session or task, because a seal binds the columns of a row to the secret of the grant.
 */
export class TaskGrants {
  readonly #store: SessionStore;
  readonly #grants: GrantStore;
  readonly #sessions: Sessions;
  readonly #keys: SessionKeys;
  #context: AuthResolverContext | undefined;

  constructor(options: {
    store: SessionStore;
    sessions: Sessions;
    keys: SessionKeys;
  }) {
    this.#store = options.store;
    this.#keys = options.keys;
    this.#sessions = options.sessions;
    this.#grants = new GrantStore(options.store.knex);
  }

  /** Called by each sign-in provider, to which Backstage passes the function that issues tokens. */
  useContext(context: AuthResolverContext): void {
    this.#context = context;
  }

  /**
   * Takes a grant for a task. The grant belongs to the newest live session with a provider of the cluster.
   *
   * A task that continues in another process takes its grant again with the same secret, and gets the grant that it already has.
   *
   * @throws SkeError, 401 `no-credentials` or `session-ended`, if the user has no such session, or 503 `idp-unavailable`
   */
  async take(options: {
    userRef: string;
    providerId: string;
    furtherProviderIds?: readonly string[];
    plugin: string;
    taskId: string;
    /** Default: a random secret. */
    secret?: string;
  }): Promise<{ grant: string; expiresInMs: number }> {
    const { userRef, plugin, taskId } = options;
    const { sessionId, providerId } = await this.#sessions.openNewest(options);
    const now = await this.#store.now();
    const grant = options.secret ?? randomBytes(32).toString('base64url');
    const found = await this.#grants.find(hash(grant));
    if (
      found &&
      found.sessionId === sessionId &&
      found.plugin === plugin &&
      found.taskId === taskId &&
      now < found.expiresAt &&
      this.#keys.isSealOf(found.seal, found, grant)
    ) {
      return { grant, expiresInMs: found.expiresAt - now };
    }
    const binding = {
      sessionId,
      userRef,
      providerId,
      plugin,
      taskId,
      inCatalog: await this.#isInCatalog(userRef),
      createdAt: now,
      expiresAt: now + LONGEST_MS,
    };
    await this.#grants.save({
      ...binding,
      secretHash: hash(grant),
      seal: this.#keys.sealGrant(binding, grant),
    });
    return { grant, expiresInMs: LONGEST_MS };
  }

  /**
   * Returns a Backstage token of the user of a grant.
   *
   * @throws SkeError, 401 `session-ended`, if the grant is unknown, expired, of another plugin or task, if its row was changed, or if its session has
   * ended; 503 `idp-unavailable`, if this process does not have the key of its seal yet
   */
  async exchange(options: {
    grant: string;
    plugin: string;
    taskId: string;
  }): Promise<{ token: string; userRef: string }> {
    const { grant, plugin, taskId } = options;
    const found = await this.#grants.find(hash(grant));
    const now = await this.#store.now();
    if (
      !found ||
      found.plugin !== plugin ||
      found.taskId !== taskId ||
      now >= found.expiresAt
    ) {
      throw sessionEnded();
    }
    const missingKey = this.#keys.missingIdOf(found.seal);
    if (missingKey !== undefined) {
      throw this.#sessions.awaitedKeys.errorOf(missingKey);
    }
    if (!this.#keys.isSealOf(found.seal, found, grant)) {
      throw sessionEnded();
    }
    // Refreshes the session if a refresh is due, and ends the session if it was not used for too long.
    const { userRef } = await this.#sessions.openById(found.sessionId);
    if (userRef !== found.userRef) {
      throw sessionEnded();
    }
    const { token } = await signInWithCatalogUser({
      query: { entityRef: userRef },
      // A user who was removed from the catalog in the meantime gets no token.
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
   * Keeps the sessions of waiting tasks alive at the OIDC provider: many providers end a session that is not refreshed for half an hour. Waiting does
   * not count as a use of the session, which still ends after eight hours without a use (S16).
   *
   * @param signal - ends the run before the next session, so that two runs do not overlap
   */
  async keepSessions(signal?: AbortSignal): Promise<void> {
    const now = await this.#store.now();
    await this.#grants.deleteExpired(now);
    const failures = new Map<string, number>();
    for (const each of await this.#grants.listSessions(now)) {
      const { sessionId, fingerprint } = each;
      const count = failures.get(fingerprint) ?? 0;
      if (signal?.aborted) {
        return;
      }
      if (count < MOST_FAILURES) {
        const isKept = await this.#isKept(sessionId);
        failures.set(fingerprint, isKept ? 0 : count + 1);
      }
    }
  }

  /** Whether the provider responded, so that more sessions of the provider can be refreshed. If a session ends, the other sessions are still refreshed. */
  async #isKept(sessionId: string): Promise<boolean> {
    try {
      return await this.#sessions.keepAlive(sessionId);
    } catch (error) {
      return SkeError.is(error) && error.code === 'session-ended';
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
