import type { LoggerService } from '@backstage/backend-plugin-api';
import { within } from '../waiting/within';
import type { AwaitedKeys } from './AwaitedKeys';
import type { EndSession } from './EndSession';
import { ABSOLUTE_MS, IDLE_MS } from './lifetimes';
import { revokeRefreshToken } from './revokeRefreshToken';
import {
  idpUnavailable,
  providerAwaited,
  sessionEnded,
  type SessionEndReason,
  tokenExpired,
} from './sessionErrors';
import type { SessionKeys } from './SessionKeys';
import type { SessionProviders } from './SessionProviders';
import type { SessionRefresher } from './SessionRefresher';
import type { SessionRow, SessionStore } from './SessionStore';
import type { StoredTokens } from './StoredTokens';

/**
 * The largest number of refreshes in one call. A second refresh is needed if another replica has stored its response but not yet verified it, and a third if
 * another
 * replica encrypts the row with another key meanwhile.
 */
const MOST_REFRESHES = 3;
/** How long a call whose token is still valid waits for a refresh. */
const LONGEST_WAIT_MS = 1_000;
/** How long a call waits for a refresh if its token is not valid, or was rejected. */
const LONGEST_WAIT_WITHOUT_TOKEN_MS = 30_000;

/** A live session that this process has decrypted. */
export interface OpenRow {
  row: SessionRow;
  tokens: StoredTokens;
  /** The clock of the database. */
  now: number;
}

/** Decrypts rows. It ends sessions that must not be used any more, and refreshes sessions whose token is about to expire. */
export class SessionOpener {
  readonly #store: SessionStore;
  readonly #keys: SessionKeys;
  readonly #providers: SessionProviders;
  readonly #refresher: SessionRefresher;
  readonly #end: EndSession;
  readonly #awaitedKeys: AwaitedKeys;
  readonly #logger: Pick<LoggerService, 'warn'>;

  constructor(options: {
    store: SessionStore;
    keys: SessionKeys;
    awaitedKeys: AwaitedKeys;
    providers: SessionProviders;
    refresher: SessionRefresher;
    end: EndSession;
    logger: Pick<LoggerService, 'warn'>;
  }) {
    this.#store = options.store;
    this.#keys = options.keys;
    this.#awaitedKeys = options.awaitedKeys;
    this.#providers = options.providers;
    this.#refresher = options.refresher;
    this.#end = options.end;
    this.#logger = options.logger;
  }

  /**
   * Returns a session whose token is valid. It refreshes the session first if a refresh is due. A slow refresh continues without the call.
   *
   * @param mustRefresh - whether the tokens of this row must not be used, so that the call refreshes and waits in any case
   * @throws SkeError, 401 `session-ended`, or 503 `idp-unavailable`
   */
  async open(found: SessionRow, mustRefresh = false): Promise<OpenRow> {
    let row = found;
    for (let refreshes = 0; ; refreshes += 1) {
      let now = await this.#store.now();
      const tokens = await this.#check(row, now);
      const isForced = mustRefresh && row === found;
      const isDue =
        (isForced || tokens.unverified !== undefined || now >= row.refreshAt) &&
        refreshes < MOST_REFRESHES;
      if (isDue) {
        const { expiresAt = Infinity } = row;
        const refresh = this.#refresher.refresh({
          row,
          tokens,
          now,
          provider: this.#providers.of(row),
        });
        const isRefreshed = await within(
          isForced || expiresAt - now < 2 * LONGEST_WAIT_MS
            ? LONGEST_WAIT_WITHOUT_TOKEN_MS
            : LONGEST_WAIT_MS,
          refresh,
          () => false,
        );
        if (isRefreshed) {
          row = await this.#readAgain(row);
          continue;
        }
        // The time is read again, because the attempt may have taken seconds.
        now = await this.#store.now();
      }
      if (row.expiresAt === undefined || now < row.expiresAt) {
        return { row, tokens, now };
      }
      if (tokens.values.refresh_token === undefined) {
        await this.#end(row, 'expired', row.version);
        throw sessionEnded();
      }
      throw isDue
        ? idpUnavailable(row.providerId)
        : tokenExpired(row.providerId);
    }
  }

  /** Decrypts the content of a row. Returns `undefined` if no key of this process can decrypt it. */
  read(row: SessionRow): StoredTokens | undefined {
    const text = row.content && this.#keys.open(row.content, row);
    return text ? JSON.parse(text) : undefined;
  }

  /** The id of the key of a row, if this process does not have this key. */
  missingKeyOf(row: SessionRow): string | undefined {
    return row.content && this.#keys.missingIdOf(row.content);
  }

  /** Ends a session and revokes its refresh token at the provider. */
  async endAndRevoke(row: SessionRow, reason: SessionEndReason): Promise<void> {
    const tokens = this.read(row);
    await this.#end(row, reason);
    if (tokens) {
      await revokeRefreshToken({
        provider: this.#providers.of(row),
        values: tokens.values,
        logger: this.#logger,
      });
    }
  }

  async #readAgain({ sessionId }: SessionRow): Promise<SessionRow> {
    const row = await this.#store.find(sessionId);
    if (!row) {
      throw sessionEnded();
    }
    return row;
  }

  /** @throws SkeError if the session has ended, or ends now, or if this process does not have its key */
  async #check(row: SessionRow, now: number): Promise<StoredTokens> {
    if (row.endedAt !== undefined) {
      throw sessionEnded();
    }
    if (now >= row.usedAt + IDLE_MS || now >= row.createdAt + ABSOLUTE_MS) {
      await this.endAndRevoke(row, 'expired');
      throw sessionEnded();
    }
    await this.#checkProvider(row, now);
    const tokens = this.read(row);
    if (tokens) {
      if (now >= (tokens.startedAt ?? row.createdAt) + ABSOLUTE_MS) {
        await this.endAndRevoke(row, 'expired');
        throw sessionEnded();
      }
      return tokens;
    }
    const keyId = this.missingKeyOf(row);
    if (keyId !== undefined) {
      // Another replica has or had the key, so this replica must not end the session for all replicas.
      throw this.#awaitedKeys.errorOf(keyId);
    }
    await this.#end(row, 'unreadable', row.version);
    throw sessionEnded();
  }

  /** S13: a session is bound to the provider and the client with which it was started. */
  async #checkProvider(row: SessionRow, now: number): Promise<void> {
    switch (this.#providers.compare(row, now)) {
      case 'known':
        return;
      case 'newer':
        throw providerAwaited(row.providerId);
      case 'replaced':
        await this.#end(row, 'provider-changed', row.version);
        throw sessionEnded();
      default:
        throw sessionEnded();
    }
  }
}
