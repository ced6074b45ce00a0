import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { TokenKind } from '@kratix-portal/plugin-ske-common';
import { whileRenewing } from '../database';
import {
  describeKeptIdToken,
  remainingOf,
  type TokenValues,
} from '../refreshes';
import type { EndSession } from './EndSession';
import { idTokenEnded, sessionEnded } from './sessionErrors';
import type { SessionKeys } from './SessionKeys';
import type { SessionRow, SessionStore } from './SessionStore';
import {
  changesOwner,
  isOtherOrigin,
  mergeTokens,
  type StoredTokens,
  SHORTEST_PAUSE_MS,
  timesOf,
  withPause,
} from './StoredTokens';

/** The values with which a logout token of a provider is verified. */
export interface LogoutMetadata {
  issuer: string;
  jwksUri: string;
  clientId: string;
}

/** The OIDC provider of a session. */
export interface SessionProvider {
  /** The id of the sign-in provider. */
  providerId: string;
  /** Names the provider and the client. */
  fingerprint: string;
  /** The token that goes to API servers; the access token by default. */
  tokenKind?: TokenKind;
  /** All kinds of tokens that clusters of this provider need; only the access token by default. */
  neededKinds?: readonly TokenKind[];
  /** The duration of a lease. A running process renews its lease; after a process was killed, other processes cannot refresh for this time. */
  leaseMs: number;
  exchange(refreshToken: string): Promise<TokenValues>;
  /** Revokes a refresh token (RFC 7009), if the provider can. */
  revoke(refreshToken: string): Promise<void>;
  /** The values come from the discovery document. */
  readMetadata(): Promise<LogoutMetadata>;
}

interface Refresh {
  row: SessionRow;
  tokens: StoredTokens;
  /** The clock of the database. */
  now: number;
  provider: SessionProvider | undefined;
}

const POLL_MS = 100;
/** The pauses between attempts to store new tokens while the database fails. */
const SHORTEST_SAVE_PAUSE_MS = 100;
const LONGEST_SAVE_PAUSE_MS = 2_000;
/** How long the stop of a backend waits for exchanges. */
const LONGEST_SETTLE_MS = 15_000;
/** S16: how long a sign-out waits for the provider. */
const REVOKE_MS = 3_000;
/** S15: the longest pause after failed refreshes. */
const LONGEST_PAUSE_MS = 60_000;

/** Refreshes sessions: one exchange at a time for each session, in this process by a shared promise and across replicas by a lease (S14). */
export class SessionRefresher {
  readonly #store: SessionStore;
  readonly #keys: SessionKeys;
  readonly #logger: Pick<LoggerService, 'warn'>;
  readonly #onRefreshed: (row: SessionRow) => void;
  readonly #end: EndSession;
  readonly #inProgress = new Map<string, Promise<boolean>>();

  constructor(options: {
    store: SessionStore;
    keys: SessionKeys;
    logger: Pick<LoggerService, 'warn'>;
    onRefreshed(row: SessionRow): void;
    end: EndSession;
  }) {
    this.#store = options.store;
    this.#keys = options.keys;
    this.#logger = options.logger;
    this.#onRefreshed = options.onRefreshed;
    this.#end = options.end;
  }

  /**
   * Refreshes a session, or waits for the process that refreshes it.
   *
   * @returns whether the row has changed, so that it must be read again; false if the provider is down, or there is no refresh token
   * @throws SkeError, 401 `session-ended`, if the provider ended the session
   */
  async refresh(refresh: Refresh): Promise<boolean> {
    const { row, tokens, now, provider } = refresh;
    if (
      !provider ||
      tokens.values.refresh_token === undefined ||
      now < row.retryAt
    ) {
      return false;
    }
    const key = `${row.sessionId} ${row.version}`;
    const known = this.#inProgress.get(key);
    if (known) {
      return known;
    }
    const result = this.#refreshOnce(refresh, provider).finally(() =>
      this.#inProgress.delete(key),
    );
    this.#inProgress.set(key, result);
    return result;
  }

  /** Resolves when this process has no exchange in progress, or after some time. */
  async settle(): Promise<void> {
    await Promise.race([
      Promise.allSettled(this.#inProgress.values()),
      delay(LONGEST_SETTLE_MS, undefined, { ref: false }),
    ]);
  }

  /** Revokes the refresh token. A provider that does not respond cannot delay a sign-out by more than some seconds. */
  async revoke(
    provider: SessionProvider | undefined,
    values: TokenValues,
  ): Promise<void> {
    const { refresh_token: refreshToken } = values;
    if (!provider || refreshToken === undefined) {
      return;
    }
    const timer = new AbortController();
    const revocation = provider.revoke(refreshToken).catch(() => {
      this.#logger.warn(
        'A refresh token could not be revoked at the OIDC provider. The session has ended in the portal.',
      );
    });
    await Promise.race([
      revocation,
      delay(REVOKE_MS, undefined, { signal: timer.signal }).catch(() => {}),
    ]);
    timer.abort();
  }

  async #refreshOnce(
    { row, tokens }: Refresh,
    provider: SessionProvider,
  ): Promise<boolean> {
    const { sessionId, version } = row;
    const lease = { sessionId, version, owner: randomUUID() };
    const { leaseMs } = provider;
    while (!(await this.#store.claim({ ...lease, leaseMs }))) {
      const current = await this.#store.find(sessionId);
      if (!current || current.version !== version || current.endedAt) {
        return true;
      }
      if (current.failures > row.failures) {
        return false; // The other process has just failed.
      }
      await delay(POLL_MS);
    }
    return whileRenewing(
      { leaseMs, renew: () => this.#store.renew({ ...lease, leaseMs }) },
      () => this.#exchange({ row, tokens, lease, provider }),
    );
  }

  async #exchange(options: {
    row: SessionRow;
    tokens: StoredTokens;
    lease: { sessionId: string; version: number; owner: string };
    provider: SessionProvider;
  }): Promise<boolean> {
    const { row, tokens, lease, provider } = options;
    let values: TokenValues;
    try {
      values = await provider.exchange(tokens.values.refresh_token ?? '');
    } catch (error) {
      return this.#failed(row, lease, error);
    }
    const merged = mergeTokens(tokens, values);
    if (changesOwner(tokens.values, values)) {
      await this.#end(row, 'other-owner', row.version);
      await this.revoke(provider, merged.values);
      throw sessionEnded();
    }
    const kinds = provider.neededKinds ?? ['access'];
    const isIdTokenKept = kinds.includes('id') && values.id_token === undefined;
    if (isIdTokenKept) {
      const { id_token: idToken = '' } = merged.values;
      if (remainingOf(idToken) === 0) {
        await this.#end(row, 'expired', row.version);
        await this.revoke(provider, merged.values);
        throw idTokenEnded(row.providerId);
      }
      this.#logger.warn(describeKeptIdToken(row.providerId, idToken));
    }
    const content = {
      content: this.#keys.seal(JSON.stringify(merged), {
        ...row,
        version: row.version + 1,
      }),
      keyId: this.#keys.currentId,
    };
    const isSaved = await this.#insist(provider.leaseMs, async () => {
      const now = await this.#store.now();
      const times = withPause(
        timesOf(merged.values, now, { kinds, isIdTokenKept }),
        now,
      );
      return this.#store.save(lease, { ...content, ...times });
    });
    if (isSaved) {
      this.#onRefreshed(row);
    } else {
      // The session has ended meanwhile, so the new tokens belong to no session.
      if (!(await this.#isContinued(row, merged))) {
        await this.revoke(provider, merged.values);
      }
    }
    return true;
  }

  /**
   * Whether the user has a newer session of the portal that may belong to the same session at the provider. At a new sign-in, a provider may continue its own session.
   * If a token of the older session of the portal is then revoked, the provider may also end the tokens of the newer session.
   */
  async #isContinued(row: SessionRow, tokens: StoredTokens): Promise<boolean> {
    const live = await this.#store.listOfUser({
      userRef: row.userRef,
      providerIds: [row.providerId],
    });
    return live.some(other => {
      if (
        other.sessionId === row.sessionId ||
        other.createdAt < row.createdAt
      ) {
        return false;
      }
      const text = other.content && this.#keys.open(other.content, other);
      // If this process cannot decrypt the other session, it assumes that both belong to the same session at the provider.
      return !text || !isOtherOrigin(JSON.parse(text).values, tokens.values);
    });
  }

  /** Stores the new tokens, and retries if the database fails for some seconds. The new tokens exist only in this process and must not be lost. */
  async #insist(ms: number, save: () => Promise<boolean>): Promise<boolean> {
    const until = performance.now() + ms;
    for (let pauseMs = SHORTEST_SAVE_PAUSE_MS; ; pauseMs *= 2) {
      try {
        return await save();
      } catch (error) {
        if (performance.now() >= until) {
          throw error;
        }
      }
      await delay(Math.min(pauseMs, LONGEST_SAVE_PAUSE_MS));
    }
  }

  /** S15: only `invalid_grant` ends a session, and only if no other process has stored a newer version. */
  async #failed(
    row: SessionRow,
    lease: { sessionId: string; version: number; owner: string },
    error: unknown,
  ): Promise<boolean> {
    if ((error as { error?: unknown } | null)?.error === 'invalid_grant') {
      if (await this.#end(row, 'rejected-by-provider', row.version)) {
        throw sessionEnded();
      }
      return true;
    }
    const pauseMs = Math.min(
      SHORTEST_PAUSE_MS * 2 ** Math.min(row.failures, 10),
      LONGEST_PAUSE_MS,
    );
    await this.#store.release(lease, {
      failures: row.failures + 1,
      retryAt: (await this.#store.now()) + pauseMs,
    });
    this.#logger.warn(
      `The sign-in provider '${row.providerId}' did not refresh a session, which continues. The next try is in ${pauseMs / 1000} s.`,
    );
    return false;
  }
}
