import type { DatabaseService } from '@backstage/backend-plugin-api';
import { databaseTimeIn, type Knex, readDatabaseTime } from '../database';
import { LOGOUTS_TABLE, migrateSessions, SESSIONS_TABLE } from './migrations';
import type { SessionBinding } from './SessionKeys';

/** A row of the table. Times are milliseconds since 1970, by the clock of the database. */
export interface SessionRow extends SessionBinding {
  content: string | undefined;
  keyId: string;
  refreshAt: number;
  expiresAt: number | undefined;
  createdAt: number;
  /** Not authenticated, so that a use encrypts nothing. docs/security.md says what that means. */
  usedAt: number;
  endedAt: number | undefined;
  failures: number;
  retryAt: number;
}

/** The new content of a row. */
export interface SessionContent {
  content: string;
  keyId: string;
  refreshAt: number;
  expiresAt: number | undefined;
}

/** Identifies the session at the provider, for logout tokens. */
export interface SessionOrigin {
  /** SHA-256 of the issuer and the subject. */
  subjectHash?: string;
  /** SHA-256 of the issuer and the `sid` of the ID token. */
  sidHash?: string;
}

/** The lease of a version of a session. */
export interface SessionLease {
  sessionId: string;
  version: number;
  owner: string;
}

/** A lease is invalid if more than this many durations of a lease remain, for example because the clock of the database was set back. */
const LONGEST_LEASES = 10;

/** How long a process may be suspended during a refresh, until its refresh token is given up. */
const LONGEST_SUSPENSION_MS = 600_000;

/** The columns of a row without a lease. */
const FREE = { lease_owner: null, lease_until: 0 };

/** The sessions of all replicas. Each change of a content is a compare-and-set on `version` (S14), and no transaction is open during a request to the provider. */
export class SessionStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static async create(database: DatabaseService): Promise<SessionStore> {
    return new SessionStore(await migrateSessions(database));
  }

  /** The database, for tables that belong to sessions. */
  get knex(): Knex {
    return this.#knex;
  }

  /** The clock of the database. */
  now(): Promise<number> {
    return readDatabaseTime(this.#knex);
  }

  async insert(
    options: SessionBinding & SessionContent & SessionOrigin & { now: number },
  ): Promise<void> {
    const { sessionId, handleHash, now } = options;
    await this.#knex(SESSIONS_TABLE).insert({
      id: sessionId,
      handle_hash: handleHash,
      user_ref: options.userRef,
      provider_id: options.providerId,
      fingerprint: options.fingerprint,
      version: options.version,
      subject_hash: options.subjectHash ?? null,
      sid_hash: options.sidHash ?? null,
      created_at: now,
      used_at: now,
      ...contentColumns(options),
    });
  }

  async find(sessionId: string): Promise<SessionRow | undefined> {
    return this.#first({ id: sessionId });
  }

  async findByHandle(handleHash: string): Promise<SessionRow | undefined> {
    return this.#first({ handle_hash: handleHash });
  }

  /** Returns the sessions of a user at a provider that have not ended, the newest first. */
  async listOfUser(options: {
    userRef: string;
    providerIds: readonly string[];
  }): Promise<SessionRow[]> {
    const rows = await this.#knex(SESSIONS_TABLE)
      .where({ user_ref: options.userRef })
      .whereIn('provider_id', options.providerIds)
      .whereNull('ended_at')
      .orderBy('created_at', 'desc');
    return rows.map(toRow);
  }

  /** Whether the user had a session at one of these providers that has ended and is not deleted yet. */
  async hadSession(options: {
    userRef: string;
    providerIds: readonly string[];
  }): Promise<boolean> {
    const row = await this.#knex(SESSIONS_TABLE)
      .where({ user_ref: options.userRef })
      .whereIn('provider_id', options.providerIds)
      .first('id');
    return row !== undefined;
  }

  /**
   * Returns the live sessions for which a logout token is valid (OpenID Connect Back-Channel Logout 1.0, sections 2.4 and 2.7): the sessions with the `sid` of the
   * logout token, or all sessions with its `sub` if it has no `sid`. A session whose ID token had no `sid` can only be found by its subject.
   */
  async listOfOrigin(
    fingerprint: string,
    origin: SessionOrigin,
  ): Promise<SessionRow[]> {
    const { subjectHash, sidHash } = origin;
    const rows = await this.#knex(SESSIONS_TABLE)
      .where({ fingerprint })
      .whereNull('ended_at')
      .andWhere(named => {
        if (sidHash !== undefined) {
          named.orWhere({ sid_hash: sidHash });
        }
        if (subjectHash !== undefined) {
          named.orWhere({
            subject_hash: subjectHash,
            ...(sidHash !== undefined && { sid_hash: null }),
          });
        }
      });
    return rows.map(toRow);
  }

  /** Returns the ids of the sessions that have ended since a time. */
  async listEndedSince(time: number): Promise<string[]> {
    const rows: Array<{ id: string }> = await this.#knex(SESSIONS_TABLE)
      .where('ended_at', '>=', time)
      .select('id');
    return rows.map(({ id }) => id);
  }

  /** Whether a logout token was recorded before. */
  async hasLogout(id: string): Promise<boolean> {
    const row = await this.#knex(LOGOUTS_TABLE).where({ id }).first();
    return row !== undefined;
  }

  /** Records a logout token. Another replica may have recorded the same token a moment ago. */
  async recordLogout(id: string, expiresAt: number): Promise<void> {
    await this.#knex(LOGOUTS_TABLE)
      .where('expires_at', '<', await this.now())
      .delete();
    await this.#knex(LOGOUTS_TABLE)
      .insert({ id, expires_at: expiresAt })
      .onConflict('id')
      .ignore();
  }

  /** Takes the lease of a version, if it is free and no refresh has failed since the row was read. */
  async claim(
    lease: SessionLease & { leaseMs: number; failures: number },
  ): Promise<boolean> {
    const { sessionId, version, failures, leaseMs } = lease;
    const updated = await this.#knex(SESSIONS_TABLE)
      .where({ id: sessionId, version, failures })
      .whereNull('ended_at')
      .andWhere(free =>
        free
          .where('lease_until', '<=', databaseTimeIn(this.#knex, 0))
          .orWhere(
            'lease_until',
            '>',
            databaseTimeIn(this.#knex, LONGEST_LEASES * leaseMs),
          ),
      )
      .update({
        lease_owner: lease.owner,
        lease_until: databaseTimeIn(this.#knex, lease.leaseMs),
      });
    return updated === 1;
  }

  /** Makes the lease last longer, also while {@link advance} stores a new version. Returns false if another process has taken it, or the session has ended. */
  async renew(
    lease: Omit<SessionLease, 'version'> & { leaseMs: number },
  ): Promise<boolean> {
    const updated = await this.#leased(lease).update({
      lease_until: databaseTimeIn(this.#knex, lease.leaseMs),
    });
    return updated === 1;
  }

  /**
   * Stores a new version, if no other process has stored a newer version and the session has not ended. It does not require the lease, because the lease may have
   * expired while this process was suspended. Even then this process has the newest tokens, because the refresh request of the process that took the lease
   * fails.
   */
  async save(
    { sessionId, version }: SessionLease,
    content: SessionContent,
  ): Promise<boolean> {
    const updated = await this.#knex(SESSIONS_TABLE)
      .where({ id: sessionId, version })
      .whereNull('ended_at')
      .update({
        ...contentColumns(content),
        ...FREE,
        version: version + 1,
        failures: 0,
        retry_at: 0,
      });
    if (updated === 1) {
      return true;
    }
    return this.#isStored(sessionId, version + 1, content);
  }

  /**
   * Stores a new version before the refresh is complete, and continues the lease for it. The times of the row stay. Like {@link save}, it does not require the lease.
   */
  async advance(
    { sessionId, version, owner }: SessionLease,
    content: Pick<SessionContent, 'content' | 'keyId'> & { leaseMs: number },
  ): Promise<boolean> {
    const updated = await this.#knex(SESSIONS_TABLE)
      .where({ id: sessionId, version })
      .whereNull('ended_at')
      .update({
        content: content.content,
        key_id: content.keyId,
        version: version + 1,
        lease_owner: owner,
        lease_until: databaseTimeIn(this.#knex, content.leaseMs),
      });
    return updated === 1 || this.#isStored(sessionId, version + 1, content);
  }

  /** If the connection was lost after a commit, the repeated call finds its own content. */
  async #isStored(
    sessionId: string,
    version: number,
    { content }: Pick<SessionContent, 'content'>,
  ): Promise<boolean> {
    const row = await this.find(sessionId);
    return row?.version === version && row.content === content;
  }

  /** Releases the lease after a failure. `retryAt` is the earliest time of the next refresh. */
  async release(
    lease: SessionLease,
    failure: { failures: number; retryAt: number },
  ): Promise<void> {
    const { version } = lease;
    await this.#leased(lease)
      .where({ version })
      .update({
        ...FREE,
        failures: failure.failures,
        retry_at: failure.retryAt,
      });
  }

  /**
   * Encrypts a content again, unless the content has changed since it was read or a refresh is in progress. A process that was suspended during its refresh request may
   * still store the only valid refresh token after its lease has expired, and the new version would prevent that. So a lease counts for some time longer here.
   */
  async reseal(
    row: SessionBinding,
    content: Pick<SessionContent, 'content' | 'keyId'>,
  ): Promise<boolean> {
    const updated = await this.#knex(SESSIONS_TABLE)
      .where({ id: row.sessionId, version: row.version })
      .whereNull('ended_at')
      .andWhere('lease_until', '<=', (await this.now()) - LONGEST_SUSPENSION_MS)
      .update({
        content: content.content,
        key_id: content.keyId,
        version: row.version + 1,
      });
    return updated === 1;
  }

  async touch(sessionId: string, now: number): Promise<void> {
    await this.#knex(SESSIONS_TABLE)
      .where({ id: sessionId })
      .update({ used_at: now });
  }

  /** Marks a session as ended and deletes its content. With `version`, it does so only if the session still has this version. */
  async end(options: {
    sessionId: string;
    version?: number;
  }): Promise<boolean> {
    const { sessionId, version } = options;
    const now = await this.now();
    const updated = await this.#knex(SESSIONS_TABLE)
      .where({ id: sessionId, ...(version !== undefined && { version }) })
      .whereNull('ended_at')
      .update({ ended_at: now, content: null, ...FREE });
    return updated === 1;
  }

  /** Returns sessions that one of these keys encrypts. */
  async listOfKeys(
    keyIds: readonly string[],
    limit: number,
  ): Promise<SessionRow[]> {
    const rows = await this.#knex(SESSIONS_TABLE)
      .whereIn('key_id', keyIds)
      .whereNull('ended_at')
      .orderBy('used_at', 'desc')
      .limit(limit);
    return rows.map(toRow);
  }

  /** Deletes sessions that ended, or that were created, before this time. */
  async deleteOlderThan(time: number): Promise<number> {
    return this.#knex(SESSIONS_TABLE)
      .where('ended_at', '<', time)
      .orWhere('created_at', '<', time)
      .delete();
  }

  #leased({ sessionId, owner }: Omit<SessionLease, 'version'>) {
    return this.#knex(SESSIONS_TABLE)
      .where({ id: sessionId, lease_owner: owner })
      .whereNull('ended_at');
  }

  async #first(where: Record<string, string>): Promise<SessionRow | undefined> {
    const row = await this.#knex(SESSIONS_TABLE).where(where).first();
    return row && toRow(row);
  }
}

function contentColumns(content: SessionContent) {
  return {
    content: content.content,
    key_id: content.keyId,
    refresh_at: content.refreshAt,
    expires_at: content.expiresAt ?? null,
  };
}

/** PostgreSQL returns a bigint as a string. */
function toRow(row: Record<string, string | number | null>): SessionRow {
  const time = (value: string | number | null) =>
    value === null ? undefined : Number(value);
  return {
    sessionId: String(row.id),
    userRef: String(row.user_ref),
    providerId: String(row.provider_id),
    fingerprint: String(row.fingerprint),
    handleHash: String(row.handle_hash),
    version: Number(row.version),
    content: row.content === null ? undefined : String(row.content),
    keyId: String(row.key_id),
    refreshAt: Number(row.refresh_at),
    expiresAt: time(row.expires_at),
    createdAt: Number(row.created_at),
    usedAt: Number(row.used_at),
    endedAt: time(row.ended_at),
    failures: Number(row.failures),
    retryAt: Number(row.retry_at),
  };
}
