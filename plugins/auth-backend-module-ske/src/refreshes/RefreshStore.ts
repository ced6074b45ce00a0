import type { DatabaseService } from '@backstage/backend-plugin-api';
import { databaseTimeIn, type Knex, readDatabaseTime } from '../database';
import { migrate, TABLE } from './migrations';

/** A refresh that is in progress or done. */
export interface RefreshRow {
  id: string;
  /** The process that sends the refresh request. */
  owner: string;
  /** The encrypted response of the OIDC provider; absent until it arrives. */
  content?: string;
}

/** The refreshes of all replicas, in the auth plugin's database. */
export class RefreshStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static async create(database: DatabaseService): Promise<RefreshStore> {
    return new RefreshStore(await migrate(database));
  }

  /** Takes the lease of a refresh if no process has it. Returns the row, whose `owner` is the process that has the lease. */
  async claim(claim: {
    id: string;
    owner: string;
    leaseMs: number;
  }): Promise<RefreshRow | undefined> {
    const { id, owner, leaseMs } = claim;
    const now = await this.#now();
    // This also deletes the leases of processes that were killed.
    await this.#knex(TABLE).where('expires_at', '<=', now).delete();
    await this.#knex(TABLE)
      .insert({ id, owner, expires_at: now + leaseMs })
      .onConflict('id')
      .ignore();
    return this.find(id);
  }

  /** Makes the lease last longer. Returns false if another process has taken it. */
  async renew(claim: {
    id: string;
    owner: string;
    leaseMs: number;
  }): Promise<boolean> {
    const { id, owner, leaseMs } = claim;
    const updated = await this.#knex(TABLE)
      .where({ id, owner })
      .whereNull('content')
      .update({ expires_at: databaseTimeIn(this.#knex, leaseMs) });
    return updated === 1;
  }

  async find(id: string): Promise<RefreshRow | undefined> {
    const row = await this.#knex(TABLE)
      .where({ id })
      .andWhere('expires_at', '>', await this.#now())
      .first();
    return row && { id, owner: row.owner, content: row.content ?? undefined };
  }

  /** Stores the response, if the process still has the lease. */
  async save(options: {
    id: string;
    owner: string;
    content: string;
    successor: string | undefined;
    keepMs: number;
  }): Promise<boolean> {
    const { id, owner, content, successor, keepMs } = options;
    const updated = await this.#knex(TABLE)
      .where({ id, owner })
      .update({
        content,
        successor: successor ?? null,
        expires_at: (await this.#now()) + keepMs,
      });
    return updated > 0;
  }

  /** Stores or replaces a content without a lease. */
  async put(row: {
    id: string;
    owner: string;
    content: string;
    keepMs: number;
  }): Promise<void> {
    const { id, owner, content, keepMs } = row;
    const expiresAt = Math.floor((await this.#now()) + keepMs);
    await this.#knex(TABLE)
      .insert({ id, owner, content, expires_at: expiresAt })
      .onConflict('id')
      .merge(['content', 'expires_at']);
  }

  /** Releases the lease after a failure, so that another process can try. */
  async release(options: { id: string; owner: string }): Promise<void> {
    await this.#knex(TABLE).where(options).delete();
  }

  /** Deletes the refreshes of a refresh token, and the refreshes that returned this token. */
  async forget(id: string): Promise<void> {
    await this.#knex(TABLE).where({ id }).orWhere({ successor: id }).delete();
  }

  #now(): Promise<number> {
    return readDatabaseTime(this.#knex);
  }
}
