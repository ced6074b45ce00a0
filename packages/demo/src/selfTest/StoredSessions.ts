import { createDecipheriv, hkdfSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Secret } from '@kratix-portal/test-cluster';
import { z } from 'zod';
import { openDatabase } from './openDatabase';

const rowSchema = z.object({
  id: z.string(),
  user_ref: z.string(),
  provider_id: z.string(),
  fingerprint: z.string(),
  handle_hash: z.string(),
  version: z.number(),
  content: z.string(),
});
type Row = z.infer<typeof rowSchema>;

const contentSchema = z.object({
  values: z.object({
    access_token: z.string(),
    refresh_token: z.string(),
    id_token: z.string(),
  }),
});

/** A session as the self-test reads it. */
export interface StoredSession {
  version: number;
  accessToken: string;
  refreshToken: string;
}

/**
 * The sessions in the database of a portal in session mode, opened with its key.
 *
 * It decrypts by the format in docs/security.md and shares no code with the portal. So it also proves that the database has these tokens in no
 * other form.
 */
export class StoredSessions {
  readonly #database: string;
  readonly #key: Buffer;
  readonly #secrets = new Map<string, Secret>();

  private constructor(database: string, key: Buffer) {
    this.#database = database;
    this.#key = key;
  }

  /** @param stateDir - the state folder of the demo */
  static async open(stateDir: string): Promise<StoredSessions> {
    const portal = join(stateDir, 'portal');
    const key = await readFile(join(portal, 'session-key'), 'utf8');
    return new StoredSessions(
      join(portal, 'database/auth.sqlite'),
      Buffer.from(key, 'base64'),
    );
  }

  /** All tokens of the provider that were read so far. */
  get secrets(): Secret[] {
    return [...this.#secrets.values()];
  }

  /** The newest session of a user. */
  read(userRef: string): StoredSession {
    const row = this.#rows().find(each => each.user_ref === userRef);
    if (!row) {
      throw new Error(`the database has no session of ${userRef}`);
    }
    const { values } = contentSchema.parse(JSON.parse(open(row, this.#key)));
    for (const [name, value] of Object.entries(values)) {
      this.#secrets.set(value, { name: `${name} of ${userRef}`, value });
    }
    return {
      version: row.version,
      accessToken: values.access_token,
      refreshToken: values.refresh_token,
    };
  }

  /** Makes the next use of each session refresh it. */
  makeDue(): void {
    const database = openDatabase(this.#database);
    database.exec('update ske_sessions set refresh_at = 0');
    database.close();
  }

  /** How many tasks have a grant. */
  countGrants(): number {
    return this.#select('* from ske_grants').length;
  }

  /** The encrypted values. A search through the database must find them. */
  encrypted(): Secret[] {
    return this.#rows().map(({ content }) => ({
      name: 'encrypted session',
      value: content,
    }));
  }

  #rows(): Row[] {
    return this.#select(
      '* from ske_sessions where content is not null order by created_at desc',
    ).map(row => rowSchema.parse(row));
  }

  #select(query: string) {
    const database = openDatabase(this.#database, { readOnly: true });
    try {
      return database.prepare(`select ${query}`).all();
    } finally {
      database.close();
    }
  }
}

function open(row: Row, secret: Buffer): string {
  const [format, keyId, ...parts] = row.content.split('.');
  const [iv, data, tag] = parts.map(part => Buffer.from(part, 'base64url'));
  const key = hkdfSync(
    'sha256',
    secret,
    row.id,
    `kratix-portal session ${format}`,
    32,
  );
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key), iv);
  decipher.setAAD(
    Buffer.from(
      JSON.stringify([
        format,
        keyId,
        row.id,
        row.user_ref,
        row.provider_id,
        row.fingerprint,
        row.handle_hash,
        row.version,
      ]),
    ),
  );
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(data), decipher.final()]).toString();
}
