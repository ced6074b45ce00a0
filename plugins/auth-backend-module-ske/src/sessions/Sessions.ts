import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { SkeError, type TokenKind } from '@kratix-portal/plugin-ske-common';
import {
  idpUnavailable,
  sessionEnded,
  sessionMissing,
  type SessionEndReason,
} from './sessionErrors';
import type { SessionKeys } from './SessionKeys';
import { type SessionProvider, SessionRefresher } from './SessionRefresher';
import type { SessionOrigin, SessionRow, SessionStore } from './SessionStore';
import { originOf, type SessionTokens, timesOf } from './SessionTokens';

/** S16: a session ends after this time without a use, whatever the cookie says. */
const IDLE_MS = 8 * 60 * 60_000;
/** S16: a session ends after this time in any case. */
const ABSOLUTE_MS = 24 * 60 * 60_000;
/** A use is recorded at most this often, so that a use is rarely a write. */
const TOUCH_MS = 60_000;
/** Ended sessions are kept this long, so that their users get "session ended" and not "no session". */
const KEEP_MS = 2 * ABSOLUTE_MS;
const RESEAL_BATCH = 500;

/** A session with its tokens. */
export interface OpenSession {
  sessionId: string;
  /** Counts the refreshes. */
  version: number;
  userRef: string;
  tokens: SessionTokens;
  /** The token that goes to API servers, unless a cluster names another kind. */
  tokenKind: TokenKind;
  /** How long the access token is valid, if that is known. */
  remainingMs: number | undefined;
}

/** Called for each start, refresh and end of a session (S40). */
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
 * The tokens of the provider stay here, encrypted. The browser has a random handle, of which only the SHA-256 is stored (S10). The `ske` backend gets
 * the access token of a user who it acts for. All replicas share the table, and one of them at a time refreshes a session (S14).
 */
export class Sessions {
  readonly #store: SessionStore;
  readonly #keys: SessionKeys;
  readonly #providers = new Map<string, SessionProvider>();
  readonly #refresher: SessionRefresher;
  readonly #onEvent: SessionListener;

  constructor(options: {
    store: SessionStore;
    keys: SessionKeys;
    logger: Pick<LoggerService, 'warn'>;
    onEvent?: SessionListener;
  }) {
    this.#store = options.store;
    this.#keys = options.keys;
    this.#onEvent = options.onEvent ?? (() => {});
    this.#refresher = new SessionRefresher({
      ...options,
      onRefreshed: row => this.#report('refresh', row),
      end: (row, reason, version) => this.#end(row, reason, version),
    });
  }

  /** Makes a provider known, which refreshes and revokes the tokens of its sessions. */
  register(provider: SessionProvider): void {
    this.#providers.set(hash(provider.fingerprint), provider);
  }

  /** Returns a sign-in provider that uses sessions. */
  findProvider(providerId: string): SessionProvider | undefined {
    return [...this.#providers.values()].find(
      each => each.providerId === providerId,
    );
  }

  /** Starts a session and returns its handle, which is stored nowhere. */
  async start(options: {
    userRef: string;
    providerId: string;
    fingerprint: string;
    tokens: SessionTokens;
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
      content: this.#keys.seal(JSON.stringify(options.tokens), binding),
      keyId: this.#keys.currentId,
      ...timesOf(options.tokens.values, now, {
        kinds: this.#providers.get(binding.fingerprint)?.neededKinds,
      }),
      ...toOrigin(originOf(options.tokens.values)),
      now,
    });
    this.#report('start', binding);
    return { handle, sessionId: binding.sessionId };
  }

  /**
   * Returns the session of a handle with a valid access token.
   *
   * @throws SkeError, 401 `session-ended`, or 503 `idp-unavailable`
   */
  async openByHandle(handle: string, providerId: string): Promise<OpenSession> {
    const row = await this.#store.findByHandle(hash(handle));
    if (!row || row.providerId !== providerId) {
      throw sessionEnded();
    }
    return this.#open(row);
  }

  /**
   * Returns the newest live session of a user at a provider, with a valid access token (S13).
   *
   * @param rejected - the session whose token the cluster rejected; it is refreshed, unless it has been refreshed since then
   * @throws SkeError, 401 `no-credentials` or `session-ended`, or 503 `idp-unavailable`
   */
  async openNewest(
    owner: { userRef: string; providerId: string },
    rejected?: { sessionId: string; version: number },
  ): Promise<OpenSession> {
    let unavailable: SkeError | undefined;
    for (const row of await this.#store.listOfUser(owner)) {
      try {
        return await this.#open(
          row.sessionId === rejected?.sessionId &&
            row.version === rejected.version
            ? { ...row, refreshAt: 0 }
            : row,
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
    throw (await this.#store.hadSession(owner))
      ? sessionEnded()
      : sessionMissing(owner);
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

  /** Ends the session of a handle, and revokes its refresh token at the provider. */
  async endByHandle(handle: string): Promise<void> {
    const row = await this.#store.findByHandle(hash(handle));
    if (row) {
      await this.#endAndRevoke(row, 'signed-out');
    }
  }

  /** Ends a session by its id, for example when a resolver finds another user than at sign-in. */
  async endById(sessionId: string, reason: SessionEndReason): Promise<void> {
    const row = await this.#store.find(sessionId);
    if (row) {
      await this.#endAndRevoke(row, reason);
    }
  }

  /**
   * Ends the sessions that a logout token of the provider names: those of a subject, or of one session at the provider. Their refresh tokens are not
   * revoked, because the provider has ended them already.
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
      toOrigin(origin),
    );
    let ended = 0;
    for (const row of rows) {
      ended += (await this.#end(row, 'ended-by-provider')) ? 1 : 0;
    }
    return ended;
  }

  /** Records a logout token for as long as it is valid. Returns false if it was used before, at any replica. */
  async useLogoutToken(options: {
    issuer: string;
    jti: string;
    validMs: number;
  }): Promise<boolean> {
    const { issuer, jti, validMs } = options;
    const expiresAt = (await this.#store.now()) + validMs;
    return this.#store.recordLogout(hash(`${issuer} ${jti}`), expiresAt);
  }

  /** Called when the backend stops: the tokens of an exchange in progress exist only here, and are stored first. */
  settle(): Promise<void> {
    return this.#refresher.settle();
  }

  async #endAndRevoke(
    row: SessionRow,
    reason: SessionEndReason,
  ): Promise<void> {
    const tokens = this.#read(row);
    await this.#end(row, reason);
    if (tokens) {
      await this.#refresher.revoke(
        this.#providers.get(row.fingerprint),
        tokens.values,
      );
    }
  }

  /** Encrypts contents of older keys with the current one, and deletes old rows (S12). */
  async sweep(): Promise<void> {
    const now = await this.#store.now();
    await this.#store.deleteOlderThan(now - KEEP_MS);
    const rows = await this.#store.listOfOtherKeys(
      this.#keys.currentId,
      RESEAL_BATCH,
    );
    for (const row of rows) {
      const text = row.content && this.#keys.open(row.content, row);
      if (text) {
        await this.#store.reseal(row, {
          content: this.#keys.seal(text, { ...row, version: row.version + 1 }),
          keyId: this.#keys.currentId,
        });
      } else {
        await this.#end(row, 'unreadable', row.version);
      }
    }
  }

  async #open(found: SessionRow): Promise<OpenSession> {
    let row = found;
    for (;;) {
      const now = await this.#store.now();
      const tokens = await this.#check(row, now);
      if (now < row.refreshAt) {
        return this.#use(row, tokens, now);
      }
      const isRefreshed = await this.#refresher.refresh({
        row,
        tokens,
        now,
        provider: this.#providers.get(row.fingerprint),
      });
      if (!isRefreshed) {
        // The attempt may have taken seconds.
        const later = await this.#store.now();
        if (row.expiresAt === undefined || later < row.expiresAt) {
          return this.#use(row, tokens, later);
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

  /** @throws SkeError, 401 `session-ended`, if the session has ended, or ends now */
  async #check(row: SessionRow, now: number): Promise<SessionTokens> {
    if (row.endedAt !== undefined) {
      throw sessionEnded();
    }
    if (now >= row.usedAt + IDLE_MS || now >= row.createdAt + ABSOLUTE_MS) {
      await this.#endAndRevoke(row, 'expired');
      throw sessionEnded();
    }
    const tokens = this.#read(row);
    if (!tokens) {
      await this.#end(row, 'unreadable', row.version);
      throw sessionEnded();
    }
    return tokens;
  }

  async #use(
    row: SessionRow,
    tokens: SessionTokens,
    now: number,
  ): Promise<OpenSession> {
    if (now >= row.usedAt + TOUCH_MS) {
      await this.#store.touch(row.sessionId, now);
    }
    const { sessionId, version, userRef, expiresAt } = row;
    const remainingMs =
      expiresAt === undefined ? undefined : Math.max(0, expiresAt - now);
    const { tokenKind = 'access' } = this.#providers.get(row.fingerprint) ?? {};
    return { sessionId, version, userRef, tokens, tokenKind, remainingMs };
  }

  #read(row: SessionRow): SessionTokens | undefined {
    const text = row.content && this.#keys.open(row.content, row);
    return text ? JSON.parse(text) : undefined;
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

/** Both are bound to the issuer, because subjects of two issuers may be the same. */
function toOrigin(origin: {
  issuer?: string;
  subject?: string;
  sid?: string;
}): SessionOrigin {
  const { issuer, subject, sid } = origin;
  return {
    ...(subject !== undefined && {
      subjectHash: hash(JSON.stringify([issuer, subject])),
    }),
    ...(sid !== undefined && { sidHash: hash(JSON.stringify([issuer, sid])) }),
  };
}

/** SHA-256, in base64url. */
export function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
