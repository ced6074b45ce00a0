import type { LoggerService } from '@backstage/backend-plugin-api';
import { decodeJwt } from 'jose';
import type { RefreshStore } from './RefreshStore';
import type { TokenValues } from './SharedRefreshes';
import { deriveRefreshKeys, open, seal } from './sealedTokens';

/** The owner of these rows. No process has a lease of such a row. */
const OWNER = 'id-token';

/**
 * The ID tokens of mode `tok` with `tokenKind: id`.
 *
 * A refresh may return no new ID token (OpenID Connect Core 1.0, section 12.2). The previous ID token is then used until it expires. In this mode the browser
 * has only the refresh token, so the ID token is stored in the database, encrypted with a key that is derived from the refresh token.
 */
export class KeptIdTokens {
  readonly #store: RefreshStore;
  readonly #logger: Pick<LoggerService, 'warn'>;

  constructor(options: {
    store: RefreshStore;
    logger: Pick<LoggerService, 'warn'>;
  }) {
    this.#store = options.store;
    this.#logger = options.logger;
  }

  /** Stores the ID token of a sign-in or a refresh until it expires. */
  async keep(options: {
    values: Pick<TokenValues, 'id_token' | 'refresh_token'>;
    fingerprint: string;
  }): Promise<void> {
    const { id_token: idToken, refresh_token: refreshToken } = options.values;
    const remainingMs = remainingOf(idToken);
    if (!idToken || !refreshToken || remainingMs <= 0) {
      return;
    }
    const keys = keysOf(refreshToken, options.fingerprint);
    await this.#store.put({
      id: keys.id,
      owner: OWNER,
      content: seal(idToken, keys),
      keepMs: remainingMs,
    });
  }

  /** If the response of a refresh has no ID token, adds the previous ID token to the response, as `kept_id_token`. It has been verified before. */
  async addKept(options: {
    providerId: string;
    refreshToken: string;
    values: TokenValues;
    fingerprint: string;
  }): Promise<TokenValues> {
    const { providerId, refreshToken, values, fingerprint } = options;
    const kept =
      values.id_token === undefined
        ? await this.#find(refreshToken, fingerprint)
        : undefined;
    if (kept === undefined) {
      return values;
    }
    this.#logger.warn(describeKeptIdToken(providerId, kept));
    return { ...values, kept_id_token: kept };
  }

  /** Deletes the ID token of a session that ends. */
  async forget(options: {
    refreshToken: string;
    fingerprint: string;
  }): Promise<void> {
    const { refreshToken, fingerprint } = options;
    await this.#store.forget(keysOf(refreshToken, fingerprint).id);
  }

  async #find(
    refreshToken: string,
    fingerprint: string,
  ): Promise<string | undefined> {
    const keys = keysOf(refreshToken, fingerprint);
    const row = await this.#store.find(keys.id);
    const idToken = row?.content && open(row.content, keys);
    // The clock of the database, which deletes the row, may be behind.
    return idToken && remainingOf(idToken) > 0 ? idToken : undefined;
  }
}

/** The message about a refresh that returned no new ID token. */
export function describeKeptIdToken(
  providerId: string,
  idToken: string,
): string {
  const until = new Date(Date.now() + remainingOf(idToken)).toISOString();
  return (
    `A refresh at the sign-in provider '${providerId}' returned no new ID token. The previous one goes to the API server until it expires at ${until}; then the user must sign in again. ` +
    'Use tokenKind: access if the API server can accept the access token.'
  );
}

/** How long an ID token is valid. */
export function remainingOf(idToken: string | undefined): number {
  try {
    const { exp } = decodeJwt(idToken ?? '');
    return exp === undefined ? 0 : Math.max(0, exp * 1000 - Date.now());
  } catch {
    return 0;
  }
}

/** A fingerprint of their own, so that the rows of ID tokens have other ids than the rows of token responses. */
function keysOf(refreshToken: string, fingerprint: string) {
  return deriveRefreshKeys({
    refreshToken,
    fingerprint: `${fingerprint} id-token`,
  });
}
