import type { Knex } from '../database';
import { GRANTS_TABLE, SESSIONS_TABLE } from './migrations';

/** The user, session and task of a grant. The seal of the row authenticates all these fields. */
export interface GrantBinding {
  sessionId: string;
  userRef: string;
  /** The sign-in provider of the cluster. */
  providerId: string;
  /** The plugin that took the grant, such as `plugin:scaffolder`. */
  plugin: string;
  taskId: string;
  /** Whether the catalog had the user when the grant was taken. */
  inCatalog: boolean;
  createdAt: number;
  expiresAt: number;
}

/** A row of the table. */
export interface GrantRow extends GrantBinding {
  seal: string;
}

/** The grants of tasks. A row contains only the SHA-256 of the secret, so the content of the database is not enough to use a grant. */
export class GrantStore {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Adds a grant, or replaces the grant with the same secret. */
  async save(grant: GrantRow & { secretHash: string }): Promise<void> {
    await this.#knex(GRANTS_TABLE)
      .insert({
        secret_hash: grant.secretHash,
        session_id: grant.sessionId,
        user_ref: grant.userRef,
        provider_id: grant.providerId,
        plugin: grant.plugin,
        task_id: grant.taskId,
        in_catalog: grant.inCatalog,
        created_at: grant.createdAt,
        expires_at: grant.expiresAt,
        seal: grant.seal,
      })
      .onConflict('secret_hash')
      .merge();
  }

  async find(secretHash: string): Promise<GrantRow | undefined> {
    const row = await this.#knex(GRANTS_TABLE)
      .where({ secret_hash: secretHash })
      .first();
    return (
      row && {
        sessionId: String(row.session_id),
        userRef: String(row.user_ref),
        providerId: String(row.provider_id),
        plugin: String(row.plugin),
        taskId: String(row.task_id),
        // SQLite has no booleans.
        inCatalog: Boolean(row.in_catalog),
        createdAt: Number(row.created_at),
        expiresAt: Number(row.expires_at),
        seal: String(row.seal),
      }
    );
  }

  /** Deletes the grant of a task. Returns false if no grant has this secret. */
  async delete(grant: {
    secretHash: string;
    plugin: string;
    taskId: string;
  }): Promise<boolean> {
    const deleted = await this.#knex(GRANTS_TABLE)
      .where({
        secret_hash: grant.secretHash,
        plugin: grant.plugin,
        task_id: grant.taskId,
      })
      .delete();
    return deleted === 1;
  }

  /**
   * The live sessions that tasks still need, with the fingerprints of their providers. The sessions that have waited longest for a refresh come first, so that
   * the next run continues where a run has ended early. Sessions that fail come last.
   */
  async listSessions(
    now: number,
  ): Promise<Array<{ sessionId: string; fingerprint: string }>> {
    return this.#knex(GRANTS_TABLE)
      .join(
        SESSIONS_TABLE,
        `${SESSIONS_TABLE}.id`,
        `${GRANTS_TABLE}.session_id`,
      )
      .where(`${GRANTS_TABLE}.expires_at`, '>', now)
      .whereNull(`${SESSIONS_TABLE}.ended_at`)
      .distinct({
        sessionId: `${GRANTS_TABLE}.session_id`,
        fingerprint: `${SESSIONS_TABLE}.fingerprint`,
        failures: `${SESSIONS_TABLE}.failures`,
        refreshAt: `${SESSIONS_TABLE}.refresh_at`,
      })
      .orderBy([`${SESSIONS_TABLE}.failures`, `${SESSIONS_TABLE}.refresh_at`]);
  }

  async deleteExpired(now: number): Promise<void> {
    await this.#knex(GRANTS_TABLE).where('expires_at', '<=', now).delete();
  }
}
