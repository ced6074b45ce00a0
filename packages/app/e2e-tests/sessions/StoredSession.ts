import { join } from 'node:path';
// eslint-disable-next-line no-restricted-imports -- the rule is for code of the browser, and this runs in Node
import { DatabaseSync } from 'node:sqlite';
import type { DemoUser, Endpoints } from '@kratix-portal/test-cluster';

/** How long a statement waits while the portal writes, in milliseconds. */
const LOCK_TIMEOUT = 10_000;

/** A session in the database of a portal in session mode. */
export class StoredSession {
  readonly #file: string;
  readonly #id: string;

  private constructor(file: string, id: string) {
    this.#file = file;
    this.#id = id;
  }

  /** Finds the newest session of a user. */
  static find(endpoints: Endpoints, { username }: DemoUser): StoredSession {
    const file = join(endpoints.paths.stateDir, 'portal/database/auth.sqlite');
    const row = inDatabase(file, database =>
      database
        .prepare(
          'select id from ske_sessions where user_ref = ? order by created_at desc limit 1',
        )
        .get(`user:default/${username}`),
    );
    if (!row) {
      throw new Error(`the database has no session of ${username}`);
    }
    return new StoredSession(file, String(row.id));
  }

  /** How often the session has been refreshed. Each refresh writes the row twice: the response of the provider, and its verified tokens. */
  countRefreshes(): number {
    const row = inDatabase(this.#file, database =>
      database
        .prepare(
          'select version from ske_sessions where id = ? and ended_at is null',
        )
        .get(this.#id),
    );
    if (!row) {
      throw new Error('the session has ended');
    }
    return (Number(row.version) - 1) / 2;
  }

  /** Changes the session as if its access token had expired. */
  expire(): void {
    inDatabase(this.#file, database =>
      database
        .prepare(
          'update ske_sessions set refresh_at = 0, expires_at = 0 where id = ?',
        )
        .run(this.#id),
    );
  }
}

function inDatabase<Result>(
  file: string,
  work: (database: DatabaseSync) => Result,
): Result {
  const database = new DatabaseSync(file, { timeout: LOCK_TIMEOUT });
  try {
    return work(database);
  } finally {
    database.close();
  }
}
