import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { checkResolvers, type KnownResolvers } from './checkResolvers';

/** What Backstage's OIDC provider reads; each is in config.d.ts. */
const KNOWN_KEYS = [
  'clientId',
  'clientSecret',
  'metadataUrl',
  'callbackUrl',
  'tokenEndpointAuthMethod',
  'tokenSignedResponseAlg',
  'additionalScopes',
  'prompt',
  'timeout',
  'startUrlSearchParams',
  'sessionDuration',
  'signIn',
];

/** Keys of older OIDC examples that Backstage's provider does not read: it takes both from the metadata. */
const IGNORED_KEYS = ['authorizationUrl', 'tokenUrl'];

/** Backstage's OIDC provider keeps the state of a sign-in in a session, and without this key there are no sessions. */
export function checkSessionSecret(rootConfig: Config): void {
  if (!rootConfig.has('auth.session.secret')) {
    throw new InputError(
      'auth.session.secret is missing, and no OIDC sign-in works without it. Set it to a long random text that is kept ' +
        'secret and is the same on all replicas, for example from an environment variable',
    );
  }
}

/**
 * Stops the start on what would only fail at the first sign-in, naming the key's path and the remedy. The rest (types,
 * durations, options of resolvers) is checked by Backstage's provider as it reads them.
 */
export function checkProviderConfig(options: {
  providerId: string;
  config: Config;
  logger: LoggerService;
  resolvers: KnownResolvers;
}): void {
  const { providerId, config, logger, resolvers } = options;
  const environments = config.keys();
  if (environments.length === 0) {
    throw new InputError(
      `auth.providers.${providerId} is empty. Put the provider's keys under the name of an environment, ` +
        `for example auth.providers.${providerId}.development.clientId`,
    );
  }
  for (const environment of environments) {
    const path = `auth.providers.${providerId}.${environment}`;
    const section = readSection(config, environment, path);
    for (const key of ['clientId', 'clientSecret', 'metadataUrl']) {
      checkString(section, key, path);
    }
    checkMetadataUrl(section.getString('metadataUrl'), path);
    checkScope(section, path);
    checkResolvers({ section, path, resolvers });
    warnOfKeysNobodyReads(section, path, logger);
  }
}

function warnOfKeysNobodyReads(
  section: Config,
  path: string,
  logger: LoggerService,
): void {
  for (const key of section.keys().filter(each => section.has(each))) {
    if (IGNORED_KEYS.includes(key)) {
      logger.warn(
        `${path}.${key} is not used: the OIDC provider reads it from ${path}.metadataUrl. Remove the key.`,
      );
    } else if (!KNOWN_KEYS.includes(key)) {
      logger.warn(
        `${path}.${key} is not a key of an OIDC provider, so nothing reads it. Remove it, or correct its name: ` +
          `there are ${KNOWN_KEYS.join(', ')}.`,
      );
    }
  }
}

function readSection(config: Config, environment: string, path: string) {
  const value = config.getOptional(environment);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError(
      `${path} must hold the keys of an OIDC provider (clientId, clientSecret, metadataUrl, signIn). ` +
        'They belong under the name of an environment such as development or production',
    );
  }
  return config.getConfig(environment);
}

function checkString(section: Config, key: string, path: string): void {
  const value = section.getOptional(key);
  if (typeof value !== 'string' || value === '') {
    throw new InputError(
      `${path}.${key} is missing or not a text. Set it; if it is written as \${NAME}, set that environment variable`,
    );
  }
}

function checkMetadataUrl(metadataUrl: string, path: string): void {
  const protocol = URL.canParse(metadataUrl)
    ? new URL(metadataUrl).protocol
    : undefined;
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new InputError(
      `${path}.metadataUrl must be the https URL of the provider's discovery document, ` +
        'for example https://idp.example.com/.well-known/openid-configuration',
    );
  }
}

function checkScope(section: Config, path: string): void {
  if (section.has('scope')) {
    throw new InputError(
      `${path}.scope is not supported any more. Name the scopes beyond openid, profile and email in ${path}.additionalScopes`,
    );
  }
}
