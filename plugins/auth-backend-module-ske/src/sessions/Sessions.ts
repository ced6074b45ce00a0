import { randomBytes, randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { SkeError, type TokenKind } from '@kratix-portal/plugin-ske-common';
import { AwaitedKeys } from './AwaitedKeys';
import { hash, hashLogout, hashOrigin, type LogoutTokenId } from './hashes';
import {
  IDLE_HOURS,
  KEEP_MS,
  REFRESH_IN_TASKS_MS,
  TOUCH_MS,
} from './lifetimes';
import {
  sessionEnded,
  sessionMissing,
  type SessionEndReason,
} from './sessionErrors';
import type { SessionKeys } from './SessionKeys';
import { SessionOpener } from './SessionOpener';
import { SessionExchange } from './SessionExchange';
import type { SessionProvider } from './SessionProvider';
import { SessionProviders } from './SessionProviders';
import { SessionRefresher } from './SessionRefresher';
import type { SessionRow, SessionStore } from './SessionStore';
import {
  isOtherOrigin,
  originOf,
  type StoredTokens,
  timesOf,
} from './StoredTokens';

const RESEAL_BATCH = 500;

/** A session with its tokens. */
export interface OpenSession {
  sessionId: string;
  /** Changes with each refresh. */
  version: number;
  userRef: string;
  providerId: string;
  tokens: StoredTokens;
  /** The token that goes to API servers, unless a cluster names another kind. */
  tokenKind: TokenKind;
  /** How long the access token is valid, if that is known. */
  remainingMs: number | undefined;
}

/** Called at each start, refresh and end of a session (S40). */
export type SessionListener = (event: {
  type: 'start' | 'refresh' | 'end';
  sessionId: string;
  userRef: string;
  providerId: string;
  reason?: SessionEndReason;
}) => void;

/**
 * The sessions of the portal's users with their OIDC providers.
 *
 * The tokens of the provider are stored encrypted in the database. The browser has a random handle, of which only the SHA-256 is stored (S10). The `ske` backend gets
 * the access token of the user for whom it acts. All replicas share the table, and only one replica at a time refreshes a session (S14).
 */
export class Sessions {
  /** The keys. The grants use them too, for their seals. */
  readonly awaitedKeys = new AwaitedKeys();
  readonly #store: SessionStore;
  readonly #keys: SessionKeys;
  readonly #providers = new SessionProviders();
  readonly #refresher: SessionRefresher;
  readonly #opener: SessionOpener;
  readonly #onEvent: SessionListener;
  readonly #logger: Pick<LoggerService, 'warn'>;

  constructor(options: {
    store: SessionStore;
    keys: SessionKeys;
    logger: Pick<LoggerService, 'warn'>;
    onEvent?: SessionListener;
  }) {
    this.#store = options.store;
    this.#keys = options.keys;
    this.#logger = options.logger;
    this.#onEvent = options.onEvent ?? (() => {});
    this.#refresher = new SessionRefresher({
      ...options,
      exchange: new SessionExchange({
        ...options,
        onRefreshed: row => this.#report('refresh', row),
        end: (row, reason, version) => this.#end(row, reason, version),
      }),
    });
    this.#opener = new SessionOpener({
      ...options,
      awaitedKeys: this.awaitedKeys,
      providers: this.#providers,
      refresher: this.#refresher,
      end: (row, reason, version) => this.#end(row, reason, version),
    });
  }

  /** Registers a provider, with which the tokens of its sessions are refreshed and revoked. */
  register(provider: SessionProvider): void {
    this.#providers.register(provider);
  }

  /** Returns the OIDC providers of a sign-in provider that uses sessions: one for each environment. */
  listProviders(providerId: string): SessionProvider[] {
    return this.#providers.listOfId(providerId);
  }

  /** Starts a session and returns its handle, which is not stored. The previous session of the browser with this provider ends. */
  async start(options: {
    userRef: string;
    providerId: string;
    fingerprint: string;
    tokens: StoredTokens;
    /** The handle that the browser had before. */
    replacedHandle?: string;
  }): Promise<{ handle: string; sessionId: string }> {
    const handle = randomBytes(32).toString('base64url');
    const binding = {
      sessionId: randomUUID(),
      userRef: options.userRef,
      providerId: options.providerId,
      fingerprint: hash(options.fingerprint),
      handleHash: hash(handle),
      version: 1,
    };
    const now = await this.#store.now();
    await this.#store.insert({
      ...binding,
      content: this.#keys.seal(
        JSON.stringify({ ...options.tokens, startedAt: now }),
        binding,
      ),
      keyId: this.#keys.currentId,
      ...timesOf(options.tokens.values, now, {
        kinds: this.#providers.of(binding)?.neededKinds,
      }),
      ...hashOrigin(originOf(options.tokens.values)),
      now,
    });
    this.#report('start', binding);
    // The new session exists at this point, so a failure here must not fail the sign-in.
    await this.#endReplaced(options).catch((error: unknown) => {
      this.#logger.warn(
        `The session that a new sign-in with '${options.providerId}' replaced could not be ended (${nameOf(error)}). It ends when it is not used for ${IDLE_HOURS} hours.`,
      );
    });
    return { handle, sessionId: binding.sessionId };
  }

  /**
   * Returns the session of a handle with a valid access token.
   *
   * @param caller - the OIDC provider to which the caller may send the tokens. A sign-in provider with several environments has several OIDC providers.
   * @param rejected - the version whose access token the provider rejected; it is refreshed, unless it has been refreshed since then
   * @throws SkeError, 401 `session-ended`, or 503 `idp-unavailable`
   */
  async openByHandle(
    handle: string,
    caller: Pick<SessionProvider, 'providerId' | 'fingerprint'>,
    rejected?: { version: number },
  ): Promise<OpenSession> {
    const row = await this.#store.findByHandle(hash(handle));
    if (!row || this.#providers.isOfOther(row, caller)) {
      throw sessionEnded();
    }
    return this.#open(row, row.version === rejected?.version);
  }

  /**
   * Returns the newest live session of a user at a provider, or at one of further providers, with a valid access token (S13).
   *
   * @param rejected - the session whose token the cluster rejected; it is refreshed, unless it has been refreshed since then
   * @throws SkeError, 401 `no-credentials` or `session-ended`, or 503 `idp-unavailable`
   */
  async openNewest(
    owner: {
      userRef: string;
      providerId: string;
      furtherProviderIds?: readonly string[];
    },
    rejected?: { sessionId: string; version: number },
  ): Promise<OpenSession> {
    const { userRef, providerId, furtherProviderIds = [] } = owner;
    const providerIds = [providerId, ...furtherProviderIds];
    let unavailable: SkeError | undefined;
    for (const row of await this.#store.listOfUser({ userRef, providerIds })) {
      try {
        return await this.#open(
          row,
          row.sessionId === rejected?.sessionId &&
            row.version === rejected.version,
        );
      } catch (error) {
        if (!SkeError.is(error)) {
          throw error;
        }
        if (error.code === 'idp-unavailable') {
          unavailable ??= error;
        }
      }
    }
    if (unavailable) {
      throw unavailable;
    }
    throw (await this.#store.hadSession({ userRef, providerIds }))
      ? sessionEnded(providerIds)
      : sessionMissing({ userRef, providerIds });
  }

  /**
   * Returns a session by its id, with a valid access token.
   *
   * @throws SkeError, 401 `session-ended`, or 503 `idp-unavailable`
   */
  async openById(sessionId: string): Promise<OpenSession> {
    const row = await this.#store.find(sessionId);
    if (!row) {
      throw sessionEnded();
    }
    return this.#open(row);
  }

  /**
   * Refreshes a session if that is due, or if its last refresh was some minutes ago: the provider's own session may end earlier than the access token. This does not count as a use of the session, which still ends after some hours without a use (S16).
   *
   * @returns false if a refresh was due and failed
   * @throws SkeError, 401 `session-ended`, or 503 `idp-unavailable`
   */
  async keepAlive(sessionId: string): Promise<boolean> {
    const row = await this.#store.find(sessionId);
    const tokens = row && this.#opener.read(row);
    if (!tokens) {
      return true; // Only a replica that has the key can refresh it.
    }
    const { startedAt = 0, refreshedAt = startedAt, values } = tokens;
    const dueAt = refreshedAt + REFRESH_IN_TASKS_MS;
    const mustRefresh =
      values.refresh_token !== undefined && (await this.#store.now()) >= dueAt;
    const opened = await this.#opener.open(row, mustRefresh);
    return !mustRefresh || opened.row.version !== row.version;
  }

  /** Ends the session of a handle, and revokes its refresh token at the provider. */
  async endByHandle(handle: string): Promise<void> {
    const row = await this.#store.findByHandle(hash(handle));
    if (row) {
      await this.#opener.endAndRevoke(row, 'signed-out');
    }
  }

  /** Ends a session by its id, for example when a resolver finds another user than at sign-in. */
  async endById(sessionId: string, reason: SessionEndReason): Promise<void> {
    const row = await this.#store.find(sessionId);
    if (row) {
      await this.#opener.endAndRevoke(row, reason);
    }
  }

  /**
   * Ends the sessions for which a logout token of the provider is valid: all sessions of a subject, or those of one session at the provider. Their refresh tokens
   * are not revoked, because the provider has already ended them.
   *
   * @returns how many have ended
   */
  async endByProvider(options: {
    fingerprint: string;
    issuer: string;
    subject?: string;
    sid?: string;
  }): Promise<number> {
    const { fingerprint, ...origin } = options;
    const rows = await this.#store.listOfOrigin(
      hash(fingerprint),
      hashOrigin(origin),
    );
    let ended = 0;
    for (const row of rows) {
      ended += (await this.#end(row, 'ended-by-provider')) ? 1 : 0;
    }
    return ended;
  }

  /** Whether a logout token was used before, at any replica. */
  async isLogoutTokenUsed(token: LogoutTokenId): Promise<boolean> {
    return this.#store.hasLogout(hashLogout(token));
  }

  /** Records a logout token for as long as it is valid. Called after the sessions have ended, so that the provider can send the same token again if a previous attempt failed. */
  async recordLogoutToken(token: {
    issuer: string;
    jti: string;
    validMs: number;
  }): Promise<void> {
    const expiresAt = (await this.#store.now()) + token.validMs;
    await this.#store.recordLogout(hashLogout(token), expiresAt);
  }

  /** Called when the backend stops. It waits until the tokens of refreshes in progress are stored, because these tokens exist only in this process. */
  settle(): Promise<void> {
    return this.#refresher.settle();
  }

  /**
   * Ends the session of a replaced handle. The browser no longer has this handle, so no sign-out would end its session. The refresh token is revoked only if it belongs
   * to another session at the provider: if both belong to the same session, the provider may end the new tokens too when an old token is revoked.
   */
  async #endReplaced(options: {
    providerId: string;
    replacedHandle?: string;
    tokens: StoredTokens;
  }): Promise<void> {
    const { providerId, replacedHandle, tokens } = options;
    const row =
      replacedHandle === undefined
        ? undefined
        : await this.#store.findByHandle(hash(replacedHandle));
    if (row?.providerId !== providerId) {
      return;
    }
    const replaced = this.#opener.read(row);
    if (replaced && isOtherOrigin(replaced.values, tokens.values)) {
      await this.#opener.endAndRevoke(row, 'replaced');
    } else {
      await this.#end(row, 'replaced');
    }
  }

  /** Encrypts contents that have an older key again with the current key, and deletes old rows (S12). */
  async sweep(): Promise<void> {
    const now = await this.#store.now();
    await this.#store.deleteOlderThan(now - KEEP_MS);
    const rows = await this.#store.listOfKeys(
      this.#keys.otherIds,
      RESEAL_BATCH,
    );
    for (const row of rows) {
      const text = row.content && this.#keys.open(row.content, row);
      if (text) {
        await this.#store.reseal(row, {
          content: this.#keys.seal(text, { ...row, version: row.version + 1 }),
          keyId: this.#keys.currentId,
        });
      } else if (this.#opener.missingKeyOf(row) === undefined) {
        await this.#end(row, 'unreadable', row.version);
      }
    }
  }

  /** Records the use of a session and returns it. */
  async #open(found: SessionRow, mustRefresh = false): Promise<OpenSession> {
    const { row, tokens, now } = await this.#opener.open(found, mustRefresh);
    if (now >= row.usedAt + TOUCH_MS) {
      await this.#store.touch(row.sessionId, now);
    }
    const { sessionId, version, userRef, providerId, expiresAt } = row;
    const remainingMs =
      expiresAt === undefined ? undefined : Math.max(0, expiresAt - now);
    const { tokenKind = 'access' } = this.#providers.of(row) ?? {};
    return {
      sessionId,
      version,
      userRef,
      providerId,
      tokens,
      tokenKind,
      remainingMs,
    };
  }

  async #end(
    row: SessionRow,
    reason: SessionEndReason,
    version?: number,
  ): Promise<boolean> {
    const { sessionId } = row;
    const isEnded = await this.#store.end({ sessionId, version });
    if (isEnded) {
      this.#report('end', row, reason);
    }
    return isEnded;
  }

  #report(
    type: 'start' | 'refresh' | 'end',
    session: { sessionId: string; userRef: string; providerId: string },
    reason?: SessionEndReason,
  ): void {
    const { sessionId, userRef, providerId } = session;
    this.#onEvent({ type, sessionId, userRef, providerId, reason });
  }
}

/** The message of a database may quote values. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
