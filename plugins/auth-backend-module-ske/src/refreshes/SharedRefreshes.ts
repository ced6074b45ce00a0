import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { whileRenewing } from '../database';
import type { RefreshStore } from './RefreshStore';
import {
  deriveRefreshKeys,
  open,
  type RefreshKeys,
  seal,
} from './sealedTokens';

/** The fields of a token response (RFC 6749, section 5.1), with the expiry as a time. */
export interface TokenValues {
  access_token?: string;
  refresh_token?: string;
  id_token?: string;
  /** The ID token of an earlier response, if this response has none. */
  kept_id_token?: string;
  token_type?: string;
  scope?: string;
  /** Seconds since 1970. */
  expires_at?: number;
  [field: string]: unknown;
}

/** One refresh by one client of an OIDC provider. */
export interface Refresh {
  refreshToken: string;
  /** Names the OIDC provider and the client. */
  fingerprint: string;
  /** The duration of a lease. A running process renews its lease; after a process was killed, other processes cannot refresh for this time. */
  leaseMs: number;
  /** Exchanges a refresh token at the OIDC provider. */
  exchange(refreshToken: string): Promise<TokenValues>;
}

/**
 * How long the token response is kept for clients that still send the old refresh token. This happens if the cookie is replaced by the response to another tab
 * while the request of a tab is in flight.
 */
const KEEP_ROTATED_MS = 60_000;
/**
 * How long a token response without a new refresh token is kept. In this case the old refresh token is still valid, so a later refresh can send its own
 * request.
 */
const KEEP_UNROTATED_MS = 5_000;
const POLL_MS = 100;

/**
 * Sends one refresh request for all parallel refreshes with the same refresh token, and returns the token response to each of them.
 *
 * Many OIDC providers rotate refresh tokens: they treat a second request with the same refresh token as an attack, and end the session. Browsers cause second
 * requests without an attacker, because each tab of the portal refreshes by itself, and all tabs share one cookie.
 *
 * Within this process the refreshes share a promise. Across replicas they share a row of the database: one process has a lease and sends the refresh request,
 * and the others wait for the token response. The response is encrypted with a key that is derived from the refresh token.
 *
 * A failed refresh request is shared only within its process. After a failure, each replica tries once by itself.
 */
export class SharedRefreshes {
  readonly #store: RefreshStore;
  readonly #logger: Pick<LoggerService, 'warn'>;
  readonly #inProgress = new Map<string, Promise<TokenValues>>();

  constructor(options: {
    store: RefreshStore;
    logger: Pick<LoggerService, 'warn'>;
  }) {
    this.#store = options.store;
    this.#logger = options.logger;
  }

  /** Returns the token response for this refresh token, from a refresh request that is in progress, was sent recently, or is sent now. */
  async refresh(refresh: Refresh): Promise<TokenValues> {
    const keys = deriveRefreshKeys(refresh);
    const known = this.#inProgress.get(keys.id);
    if (known) {
      return known;
    }
    const response = this.#refreshOnce(refresh, keys).finally(() =>
      this.#inProgress.delete(keys.id),
    );
    this.#inProgress.set(keys.id, response);
    return response;
  }

  /** Deletes the stored responses of a session that ends. */
  async forget(
    session: Pick<Refresh, 'refreshToken' | 'fingerprint'>,
  ): Promise<void> {
    await this.#store.forget(deriveRefreshKeys(session).id);
  }

  async #refreshOnce(
    refresh: Refresh,
    keys: RefreshKeys,
  ): Promise<TokenValues> {
    const { id } = keys;
    const owner = randomUUID();
    for (;;) {
      const { leaseMs } = refresh;
      const row = await this.#store.claim({ id, owner, leaseMs });
      if (row?.content !== undefined) {
        const text = open(row.content, keys);
        if (text !== undefined) {
          return this.#newest(refresh, JSON.parse(text));
        }
        await this.#store.forget(id);
      } else if (row?.owner === owner) {
        return whileRenewing(
          { leaseMs, renew: () => this.#store.renew({ id, owner, leaseMs }) },
          () => this.#exchange(refresh, keys, owner),
        );
      } else {
        await delay(POLL_MS);
      }
    }
  }

  async #exchange(
    refresh: Refresh,
    keys: RefreshKeys,
    owner: string,
  ): Promise<TokenValues> {
    const { refreshToken, fingerprint, exchange } = refresh;
    const { id } = keys;
    let values: TokenValues;
    try {
      values = await exchange(refreshToken);
    } catch (error) {
      // If the lease cannot be released, it expires by itself.
      await this.#store.release({ id, owner }).catch(() => {});
      throw error;
    }
    const next = values.refresh_token;
    const isRotated = next !== undefined && next !== refreshToken;
    try {
      await this.#store.save({
        id,
        owner,
        content: seal(JSON.stringify(values), keys),
        successor: isRotated
          ? deriveRefreshKeys({ refreshToken: next, fingerprint }).id
          : undefined,
        keepMs: isRotated ? KEEP_ROTATED_MS : KEEP_UNROTATED_MS,
      });
    } catch (error) {
      // The refresh request succeeded, and the new tokens exist only here, so they are returned although they could not be stored.
      this.#logger.warn(
        `The response to a token refresh could not be stored, so other replicas cannot use it: ${
          error instanceof Error ? error.name : typeof error
        }`,
      );
    }
    return values;
  }

  /** Follows the chain of rotations: if the refresh token of a response was used again, returns the newest response. */
  async #newest(refresh: Refresh, values: TokenValues): Promise<TokenValues> {
    const next = values.refresh_token;
    if (next === undefined || next === refresh.refreshToken) {
      return values;
    }
    const later = { ...refresh, refreshToken: next };
    const row = await this.#store.find(deriveRefreshKeys(later).id);
    return row ? this.refresh(later) : values;
  }
}
