import type { LoggerService } from '@backstage/backend-plugin-api';

/**
 * Node refuses a request whose headers are over 16 KiB with a bare 431, before any code of a plugin runs. The access token
 * sits in the payload of the Backstage token, base64url once more (a third longer): 11 kB become 14.7 kB, and the rest is
 * for the other claims, the signature and the browser's own headers.
 */
export const LONG_ACCESS_TOKEN_BYTES = 11_000;

/** Each refresh (every few minutes, per tab) runs the resolver again: one warning per user is enough. */
const REMEMBERED_USERS = 1_000;

/** A function that warns, once per user, of an access token that is too long to travel in a header. */
export function createTokenSizeWarning(
  logger: Pick<LoggerService, 'warn'> | undefined,
) {
  const warnedOf = new Set<string>();

  return (options: { tok: unknown; userEntityRef: string }) => {
    const { tok, userEntityRef } = options;
    if (typeof tok !== 'string') {
      return;
    }
    const bytes = Buffer.byteLength(tok);
    if (bytes <= LONG_ACCESS_TOKEN_BYTES || warnedOf.has(userEntityRef)) {
      return;
    }
    if (warnedOf.size >= REMEMBERED_USERS) {
      warnedOf.clear();
    }
    warnedOf.add(userEntityRef);

    const message =
      `The access token of ${userEntityRef} has ${bytes} bytes. Over ${LONG_ACCESS_TOKEN_BYTES} bytes, requests that carry ` +
      'it inside a Backstage token are refused by Node with status 431, as headers may have 16 KiB. Let the provider put ' +
      'fewer claims or groups into the access token, or raise the limit with NODE_OPTIONS=--max-http-header-size=32768.';
    if (logger) {
      logger.warn(message);
    } else {
      process.emitWarning(message, { code: 'SKE_LONG_ACCESS_TOKEN' });
    }
  };
}
