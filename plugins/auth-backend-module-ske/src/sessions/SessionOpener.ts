import { AwaitedKeys } from './AwaitedKeys';
import {
  idpUnavailable,
  keyAwaited,
  sessionEnded,
  type SessionEndReason,
} from './sessionErrors';
import type { SessionKeys } from './SessionKeys';
import type { SessionProviders } from './SessionProviders';
import type { SessionRefresher } from './SessionRefresher';
import type { SessionRow, SessionStore } from './SessionStore';
import type { SessionTokens } from './SessionTokens';

/** S16: a session ends after this time without a use, whatever the cookie says. */
const IDLE_MS = 8 * 60 * 60_000;
/** S16: a session ends after this time in any case. */
export const ABSOLUTE_MS = 24 * 60 * 60_000;

/** A live session that this process has opened. */
export interface OpenRow {
  row: SessionRow;
  tokens: SessionTokens;
  /** The clock of the database. */
  now: number;
}

/** Opens rows: it ends those that must not be used any more, and refreshes those whose token is about to expire. */
export class SessionOpener {
  readonly #store: SessionStore;
  readonly #keys: SessionKeys;
  readonly #providers: SessionProviders;
  readonly #refresher: SessionRefresher;
  readonly #end: (
    row: SessionRow,
    reason: SessionEndReason,
    version?: number,
  ) => Promise<boolean>;
  readonly #awaitedKeys = new AwaitedKeys();

  constructor(options: {
    store: SessionStore;
    keys: SessionKeys;
    providers: SessionProviders;
    refresher: SessionRefresher;
    end(
      row: SessionRow,
      reason: SessionEndReason,
      version?: number,
    ): Promise<boolean>;
  }) {
    this.#store = options.store;
    this.#keys = options.keys;
    this.#providers = options.providers;
    this.#refresher = options.refresher;
    this.#end = options.end;
  }

  /**
   * Returns a session whose token is valid, after a refresh if that is due.
   *
   * @throws SkeError, 401 `session-ended`, or 503 `idp-unavailable`
   */
  async open(found: SessionRow): Promise<OpenRow> {
    let row = found;
    for (;;) {
      const now = await this.#store.now();
      const tokens = await this.#check(row, now);
      if (now < row.refreshAt) {
        return { row, tokens, now };
      }
      const isRefreshed = await this.#refresher.refresh({
        row,
        tokens,
        now,
        provider: this.#providers.of(row),
      });
      if (!isRefreshed) {
        // The attempt may have taken seconds.
        const later = await this.#store.now();
        if (row.expiresAt === undefined || later < row.expiresAt) {
          return { row, tokens, now: later };
        }
        if (tokens.values.refresh_token === undefined) {
          await this.#end(row, 'expired', row.version);
          throw sessionEnded();
        }
        throw idpUnavailable(row.providerId);
      }
      const next = await this.#store.find(row.sessionId);
      if (!next) {
        throw sessionEnded();
      }
      row = next;
    }
  }

  /** Decrypts the content of a row. Returns `undefined` if no key of this process opens it. */
  read(row: SessionRow): SessionTokens | undefined {
    const text = row.content && this.#keys.open(row.content, row);
    return text ? JSON.parse(text) : undefined;
  }

  /** The id of the key of a row, if this process does not have it. */
  missingKeyOf(row: SessionRow): string | undefined {
    return row.content && this.#keys.missingIdOf(row.content);
  }

  /** Ends a session and revokes its refresh token at the provider. */
  async endAndRevoke(row: SessionRow, reason: SessionEndReason): Promise<void> {
    const tokens = this.read(row);
    await this.#end(row, reason);
    if (tokens) {
      await this.#refresher.revoke(this.#providers.of(row), tokens.values);
    }
  }

  /** @throws SkeError if the session has ended, or ends now, or if this process does not have its key */
  async #check(row: SessionRow, now: number): Promise<SessionTokens> {
    if (row.endedAt !== undefined) {
      throw sessionEnded();
    }
    if (now >= row.usedAt + IDLE_MS || now >= row.createdAt + ABSOLUTE_MS) {
      await this.endAndRevoke(row, 'expired');
      throw sessionEnded();
    }
    const tokens = this.read(row);
    if (tokens) {
      return tokens;
    }
    const keyId = this.missingKeyOf(row);
    if (keyId !== undefined) {
      // Another replica has the key, or had it. This one must not end the session for all of them.
      throw this.#awaitedKeys.isAwaited(keyId) ? keyAwaited() : sessionEnded();
    }
    await this.#end(row, 'unreadable', row.version);
    throw sessionEnded();
  }
}
