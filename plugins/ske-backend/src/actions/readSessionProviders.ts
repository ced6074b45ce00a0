import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { readSkeConfig } from '@kratix-portal/plugin-ske-node';

/** The ids of the sign-in providers of the platform cluster, in the modes in which its users have sessions. */
export function readSessionProviders(
  config: Config,
  logger: LoggerService,
): string[] | undefined {
  const mode = config.getOptionalString('ske.auth.mode') ?? 'tok';
  if (mode === 'tok') {
    return undefined;
  }
  try {
    const { identity } = readSkeConfig(config).platform;
    return identity.mode === 'user'
      ? [identity.oidcTokenProvider, ...(identity.furtherTokenProviders ?? [])]
      : undefined;
  } catch {
    // If the scaffolder runs in a separate backend, it may have no configuration of the cluster. The ske plugin reports mistakes in that configuration.
    logger.warn(
      `ske.auth.mode is '${mode}', and the backend of the scaffolder has no valid configuration of the platform cluster. Tasks with ske:* actions act only until the Backstage token of their user expires. Give this backend the same sections ske.kubernetes and kubernetes as the backend of the ske plugin.`,
    );
    return undefined;
  }
}
