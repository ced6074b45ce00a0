import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';

/** The only resolver of this module that Backstage does not have. */
const OWN_RESOLVER = 'preferredUsernameMatchingUserEntityName';

/**
 * Warns if the configuration of another module's provider names a resolver of this module. Backstage prefers the configuration to the resolver in the
 * code of that module. For another module's provider, Backstage does not know the name of our resolver, and stops the start with an error that contains no remedy.
 */
export function warnOfOwnResolvers(options: {
  providerId: string;
  config: Config;
  environment: string;
  logger: LoggerService;
}): void {
  const { providerId, config, environment, logger } = options;
  const path = `auth.providers.${providerId}.${environment}.signIn`;
  // The section belongs to another module, so it may have any content.
  const signIn: unknown = config.has(path) ? config.getOptional(path) : {};
  if (JSON.stringify(signIn).includes(`"${OWN_RESOLVER}"`)) {
    logger.warn(
      `${path} names the resolver '${OWN_RESOLVER}', but another module of yours serves '${providerId}', and only our module has ` +
        'this resolver. Remove the key, so that Backstage uses the resolver in the code of your module.',
    );
  }
}
