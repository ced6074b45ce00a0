import type { LoggerService } from '@backstage/backend-plugin-api';

/**
 * Node rejects a request with more than 16 KiB of headers with an empty 431, before the code of a plugin runs. The payload of the Backstage token
 * contains the access token, and is encoded in base64url. This encoding makes the access token a third longer: 11 kB become 14.7 kB. The rest of the 16 KiB is for
 * the other claims, the signature and the browser's own headers.
 */
export const LONG_ACCESS_TOKEN_BYTES = 11_000;

/** Each tab refreshes every few minutes, and each refresh runs the resolver again. One warning per user is enough. */
const REMEMBERED_USERS = 1_000;

/** Returns a function that warns, once per user, of an access token that is too long for a header. */
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
      `The access token of ${userEntityRef} has ${bytes} bytes. Over ${LONG_ACCESS_TOKEN_BYTES} bytes, Node rejects requests whose ` +
      'Backstage token contains it with status 431, because headers may have 16 KiB. Let the OIDC provider put ' +
      'fewer claims or groups into the access token, or raise the limit with NODE_OPTIONS=--max-http-header-size=32768.';
    if (logger) {
      logger.warn(message);
    } else {
      process.emitWarning(message, { code: 'SKE_LONG_ACCESS_TOKEN' });
    }
  };
}
