import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { TokenKind } from '@kratix-portal/plugin-ske-common';
import { isOutage } from '../outage/isOutage';
import {
  describeKeptIdToken,
  remainingOf,
  type TokenValues,
} from '../refreshes';
import type { EndSession } from './EndSession';
import { revokeRefreshToken } from './revokeRefreshToken';
import { idTokenEnded, sessionEnded } from './sessionErrors';
import type { SessionKeys } from './SessionKeys';
import type { SessionProvider } from './SessionProvider';
import type { SessionLease, SessionRow, SessionStore } from './SessionStore';
import {
  changesOwner,
  isEarly,
  isOtherOrigin,
  mergeTokens,
  SHORTEST_PAUSE_MS,
  type StoredTokens,
  timesOf,
  unverifiedOf,
  withPause,
  withUnverified,
} from './StoredTokens';

/** The pauses between attempts to store new tokens while the database fails. */
const SHORTEST_SAVE_PAUSE_MS = 100;
const LONGEST_SAVE_PAUSE_MS = 2_000;
/**
 * The errors of the token endpoint after which only a new sign-in helps: the refresh token is not accepted any more, or the provider requires the user to interact
 * (OpenID Connect Core 1.0, section 3.1.2.6), for example for a second factor.
 */
const ENDS: readonly unknown[] = [
  'invalid_grant',
  'interaction_required',
  'login_required',
  'consent_required',
];
/** S15: the longest pause after failed refreshes. */
const LONGEST_PAUSE_MS = 60_000;

/** A session whose lease this process has. */
interface LeasedSession {
  row: SessionRow;
  tokens: StoredTokens;
  lease: SessionLease;
  provider: SessionProvider;
}

/**
 * Exchanges the refresh token of a session whose lease this process has.
 *
 * A provider that rotates refresh tokens never accepts the old refresh token again. So the response is stored before its ID token is verified, which may
 * need the provider's keys from the network. If the verification fails, or this process is killed meanwhile, the next refresh verifies the stored response again.
 * Until then the session uses its previous tokens. When these have expired too, and the provider's keys do not accept the stored response, the next refresh sends the
 * new refresh token instead: the key of that ID token may be gone for ever, and a new ID token has a current key.
 */
export class SessionExchange {
  readonly #store: SessionStore;
  readonly #keys: SessionKeys;
  readonly #logger: Pick<LoggerService, 'warn'>;
  readonly #onRefreshed: (row: SessionRow) => void;
  readonly #end: EndSession;

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
   * @returns whether the row has changed, so that it must be read again
   * @throws SkeError, 401 `session-ended`, if the session has ended
   */
  async run(session: LeasedSession): Promise<boolean> {
    const { row, tokens, lease, provider } = session;
    const unverified = unverifiedOf(tokens);
    if (unverified && !(await this.#isLost(session, unverified))) {
      return this.#complete(session, unverified, tokens.receivedAt);
    }
    let response: TokenValues;
    try {
      response = await provider.exchange(tokens.values.refresh_token ?? '');
    } catch (error) {
      return this.#failed(row, lease, error);
    }
    if (response.id_token === undefined) {
      return this.#complete(session, response);
    }
    const { leaseMs } = provider;
    const receivedAt = await this.#insist(leaseMs, () => this.#store.now());
    const received = withUnverified(tokens, response, receivedAt);
    const content = this.#seal(row, received);
    const isStored = await this.#insist(leaseMs, () =>
      this.#store.advance(lease, { ...content, leaseMs }),
    );
    if (!isStored) {
      await this.#discard(row, received, provider);
      return true;
    }
    const version = row.version + 1;
    await this.#complete(
      {
        ...session,
        row: { ...row, version },
        lease: { ...lease, version },
        tokens: received,
      },
      response,
      receivedAt,
    );
    return true;
  }

  /**
   * Whether the session needs new tokens, and the stored response cannot be verified although the provider's keys could be read. A response that names another owner
   * is never lost, because its refresh token may be that of another user.
   */
  async #isLost(
    { row, tokens, provider }: LeasedSession,
    response: TokenValues,
  ): Promise<boolean> {
    const now = await this.#store.now();
    if (
      row.expiresAt === undefined ||
      now < row.expiresAt ||
      isEarly(response) ||
      changesOwner(tokens.values, response)
    ) {
      return false;
    }
    try {
      await provider.verify(response);
      return false;
    } catch (error) {
      return !isOutage(error) && !isOutage((error as Error | null)?.cause);
    }
  }

  /**
   * Verifies a response and stores its tokens.
   *
   * @param receivedAt - when the response arrived, by the clock of the database; by default now
   */
  async #complete(
    { row, tokens, lease, provider }: LeasedSession,
    response: TokenValues,
    receivedAt?: number,
  ): Promise<boolean> {
    const { providerId } = row;
    try {
      await provider.verify(response);
    } catch (error) {
      return this.#postpone(
        row,
        lease,
        `The ID token that the sign-in provider '${providerId}' returned for a refresh could not be verified: ${messageOf(error)}. The session continues with its previous tokens.`,
      );
    }
    const { leaseMs } = provider;
    const merged = {
      ...mergeTokens(tokens, response),
      refreshedAt: await this.#insist(leaseMs, () => this.#store.now()),
    };
    if (changesOwner(tokens.values, response)) {
      await this.#end(row, 'other-owner', row.version);
      await this.#revoke(provider, merged);
      throw sessionEnded();
    }
    const needed = provider.neededKinds ?? ['access'];
    const isIdTokenKept =
      needed.includes('id') && response.id_token === undefined;
    const kinds = isIdTokenKept
      ? await this.#keepIdToken(row, merged, provider, needed)
      : needed;
    const content = this.#seal(row, merged);
    const isSaved = await this.#insist(leaseMs, async () => {
      const now = await this.#store.now();
      const times = withPause(
        timesOf(merged.values, now, { kinds, isIdTokenKept, receivedAt }),
        now,
      );
      return this.#store.save(lease, { ...content, ...times });
    });
    if (isSaved) {
      this.#onRefreshed(row);
    } else {
      await this.#discard(row, merged, provider);
    }
    return true;
  }

  /**
   * A refresh returned no ID token, and at least one cluster needs an ID token.
   *
   * @returns the kinds of tokens that the session still has
   * @throws SkeError, 401 `session-ended`, if the previous ID token has expired and no cluster accepts the access token
   */
  async #keepIdToken(
    row: SessionRow,
    tokens: StoredTokens,
    provider: SessionProvider,
    needed: readonly TokenKind[],
  ): Promise<readonly TokenKind[]> {
    const { id_token: idToken } = tokens.values;
    if (idToken !== undefined && remainingOf(idToken) > 0) {
      this.#logger.warn(describeKeptIdToken(row.providerId, idToken));
      return needed;
    }
    const others = needed.filter(kind => kind !== 'id');
    if (others.length === 0) {
      await this.#end(row, 'expired', row.version);
      await this.#revoke(provider, tokens);
      throw idTokenEnded(row.providerId);
    }
    this.#logger.warn(
      `A refresh at the sign-in provider '${row.providerId}' returned no new ID token, and the previous one has expired. Clusters with tokenKind: id reject the user until the next sign-in.`,
    );
    return others;
  }

  #seal(row: SessionRow, tokens: StoredTokens) {
    const version = row.version + 1;
    return {
      content: this.#keys.seal(JSON.stringify(tokens), { ...row, version }),
      keyId: this.#keys.currentId,
    };
  }

  /**
   * The session has ended meanwhile, or another process has stored newer tokens. While the session continues, nothing is revoked: the other process may have the same
   * refresh token, and a provider may also end the newer tokens when an older one is revoked.
   */
  async #discard(
    row: SessionRow,
    tokens: StoredTokens,
    provider: SessionProvider,
  ): Promise<void> {
    const current = await this.#store.find(row.sessionId);
    const isLive = current !== undefined && current.endedAt === undefined;
    if (
      !isLive &&
      !(await this.#isContinued(row, tokens.unverified ?? tokens.values))
    ) {
      await this.#revoke(provider, tokens);
    }
  }

  /**
   * Whether the user has a newer session of the portal that may belong to the same session at the provider. At a new sign-in, a provider may continue its own session.
   * If a token of the older session of the portal is then revoked, the provider may also end the tokens of the newer session.
   */
  async #isContinued(row: SessionRow, values: TokenValues): Promise<boolean> {
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
      return !text || !isOtherOrigin(JSON.parse(text).values, values);
    });
  }

  /** Repeats a call of the database that fails for some seconds. The new tokens exist only in this process and must not be lost. */
  async #insist<T>(ms: number, call: () => Promise<T>): Promise<T> {
    const until = performance.now() + ms;
    for (let pauseMs = SHORTEST_SAVE_PAUSE_MS; ; pauseMs *= 2) {
      try {
        return await call();
      } catch (error) {
        if (performance.now() >= until) {
          throw error;
        }
      }
      await delay(Math.min(pauseMs, LONGEST_SAVE_PAUSE_MS));
    }
  }

  /**
   * S15: only an error after which a refresh can never succeed ends a session, and only if no other process has stored a newer version. With a status of an outage, for
   * example 500, the error of the response does not count.
   */
  async #failed(
    row: SessionRow,
    lease: SessionLease,
    error: unknown,
  ): Promise<boolean> {
    if (
      !isOutage(error) &&
      ENDS.includes((error as { error?: unknown } | null)?.error)
    ) {
      if (await this.#end(row, 'rejected-by-provider', row.version)) {
        throw sessionEnded();
      }
      return true;
    }
    return this.#postpone(
      row,
      lease,
      `The sign-in provider '${row.providerId}' did not refresh a session, which continues.`,
    );
  }

  /** Releases the lease. The next attempt comes after a pause. */
  async #postpone(
    row: SessionRow,
    lease: SessionLease,
    reason: string,
  ): Promise<boolean> {
    const pauseMs = Math.min(
      SHORTEST_PAUSE_MS * 2 ** Math.min(row.failures, 10),
      LONGEST_PAUSE_MS,
    );
    await this.#store.release(lease, {
      failures: row.failures + 1,
      retryAt: (await this.#store.now()) + pauseMs,
    });
    this.#logger.warn(`${reason} The next try is in ${pauseMs / 1000} s.`);
    return false;
  }

  #revoke(provider: SessionProvider, { values }: StoredTokens): Promise<void> {
    return revokeRefreshToken({ provider, values, logger: this.#logger });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : typeof error;
}
