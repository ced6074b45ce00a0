import { setTimeout as delay } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { TokenValues } from '../refreshes';
import type { SessionProvider } from './SessionProvider';

/** S16: how long a sign-out waits for the provider. */
const REVOKE_MS = 3_000;

/** Revokes the refresh token of a session. A provider that does not respond cannot delay a sign-out by more than some seconds. */
export async function revokeRefreshToken(options: {
  provider: SessionProvider | undefined;
  values: TokenValues;
  logger: Pick<LoggerService, 'warn'>;
}): Promise<void> {
  const { provider, values, logger } = options;
  const { refresh_token: refreshToken } = values;
  if (!provider || refreshToken === undefined) {
    return;
  }
  const timer = new AbortController();
  const revocation = provider.revoke(refreshToken).catch(() => {
    logger.warn(
      'A refresh token could not be revoked at the OIDC provider. The session has ended in the portal.',
    );
  });
  await Promise.race([
    revocation,
    delay(REVOKE_MS, undefined, { signal: timer.signal }).catch(() => {}),
  ]);
  timer.abort();
}
