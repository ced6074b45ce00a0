import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { whileRenewing } from '../database';
import type { SessionExchange } from './SessionExchange';
import type { SessionProvider } from './SessionProvider';
import type { SessionLease, SessionRow, SessionStore } from './SessionStore';
import type { StoredTokens } from './StoredTokens';

interface Refresh {
  row: SessionRow;
  tokens: StoredTokens;
  /** The clock of the database. */
  now: number;
  provider: SessionProvider | undefined;
}

const POLL_MS = 100;
/** How long the stop of a backend waits for refresh requests. */
const LONGEST_SETTLE_MS = 15_000;

/** Refreshes sessions: one refresh request at a time for each session, in this process by a shared promise and across replicas by a lease (S14). */
export class SessionRefresher {
  readonly #store: SessionStore;
  readonly #exchange: SessionExchange;
  readonly #inProgress = new Map<string, Promise<boolean>>();

  constructor(options: { store: SessionStore; exchange: SessionExchange }) {
    this.#store = options.store;
    this.#exchange = options.exchange;
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

  /** Resolves when this process has no refresh request in progress, or after some time. */
  async settle(): Promise<void> {
    await Promise.race([
      Promise.allSettled(this.#inProgress.values()),
      delay(LONGEST_SETTLE_MS, undefined, { ref: false }),
    ]);
  }

  async #refreshOnce(
    { row, tokens }: Refresh,
    provider: SessionProvider,
  ): Promise<boolean> {
    const { sessionId, version } = row;
    const lease: SessionLease = { sessionId, version, owner: randomUUID() };
    const { leaseMs } = provider;
    const { failures } = row;
    while (!(await this.#store.claim({ ...lease, leaseMs, failures }))) {
      const current = await this.#store.find(sessionId);
      if (!current || current.version !== version || current.endedAt) {
        return true;
      }
      if (current.failures !== failures) {
        return false; // Another process has just failed, and the next try comes after a pause.
      }
      await delay(POLL_MS);
    }
    return whileRenewing(
      { leaseMs, renew: () => this.#store.renew({ ...lease, leaseMs }) },
      () => this.#exchange.run({ row, tokens, lease, provider }),
    );
  }
}
