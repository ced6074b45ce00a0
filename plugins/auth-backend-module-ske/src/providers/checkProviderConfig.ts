import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { HTTP_IS_LOCAL, isSecureUrl } from '@kratix-portal/plugin-ske-node';
import { isObject } from '../json/isObject';
import { PRESET_KEYS } from './applyPresets';
import { checkResolvers, type KnownResolvers } from './checkResolvers';
import { PROFILE_SOURCES } from './createDiscovery';
import { ACCEPT_MISSING_EMAIL_VERIFIED } from './createProfileTransform';
import { readTokenKind } from './readTokenKinds';

/** The keys that this provider reads. config.d.ts describes each key. */
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
  'profile',
  ...PRESET_KEYS,
  ACCEPT_MISSING_EMAIL_VERIFIED,
];

/** Keys of older OIDC examples. Backstage's provider ignores them and reads both values from the discovery document. */
const IGNORED_KEYS = ['authorizationUrl', 'tokenUrl'];

/** Backstage's OIDC provider stores the state of a sign-in in a session, and sessions need this key. */
export function checkSessionSecret(rootConfig: Config): void {
  if (!rootConfig.has('auth.session.secret')) {
    throw new InputError(
      'auth.session.secret is missing, and OIDC sign-in does not work without it. Set it to a long random secret ' +
        'that is the same on all replicas, for example from an environment variable',
    );
  }
}

/**
 * Stops the start if the configuration has a mistake that would otherwise fail only at the first sign-in. The message contains the path of the key and the remedy.
 * Backstage's provider checks types, durations and options of resolvers when it reads them.
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
    checkProfile(section, path);
    readTokenKind(section, path);
    checkEndSessionEndpoint(section, path);
    checkResolvers({ section, path, resolvers });
    warnOfUnknownKeys(section, path, logger);
  }
}

function warnOfUnknownKeys(
  section: Config,
  path: string,
  logger: LoggerService,
): void {
  for (const key of section.keys().filter(each => section.has(each))) {
    if (IGNORED_KEYS.includes(key)) {
      logger.warn(
        `${path}.${key} is not used: the value comes from the discovery document at ${path}.metadataUrl. Remove the key.`,
      );
    } else if (!KNOWN_KEYS.includes(key)) {
      logger.warn(
        `${path}.${key} is not a key of an OIDC provider, so it has no effect. Remove it, or correct its name. ` +
          `The keys are ${KNOWN_KEYS.join(', ')}.`,
      );
    }
  }
}

function readSection(config: Config, environment: string, path: string) {
  const value = config.getOptional(environment);
  if (!isObject(value)) {
    throw new InputError(
      `${path} must contain the keys of an OIDC provider (clientId, clientSecret, metadataUrl, signIn). ` +
        'They belong under the name of an environment such as development or production',
    );
  }
  return config.getConfig(environment);
}

function checkString(section: Config, key: string, path: string): void {
  const value = section.getOptional(key);
  if (typeof value !== 'string' || value === '') {
    throw new InputError(
      `${path}.${key} is missing or not a string. Set it. If its value is \${NAME}, set that environment variable`,
    );
  }
}

function checkMetadataUrl(metadataUrl: string, path: string): void {
  if (!isSecureUrl(metadataUrl)) {
    throw new InputError(
      `${path}.metadataUrl must be the https URL of the provider's discovery document, ` +
        `for example https://idp.example.com/.well-known/openid-configuration. ${HTTP_IS_LOCAL}`,
    );
  }
}

function checkEndSessionEndpoint(section: Config, path: string): void {
  const endpoint = section.getOptional('endSessionEndpoint');
  if (endpoint !== undefined && !isSecureUrl(endpoint)) {
    throw new InputError(
      `${path}.endSessionEndpoint must be the https URL of the provider's logout endpoint. ${HTTP_IS_LOCAL}`,
    );
  }
}

function checkScope(section: Config, path: string): void {
  if (section.has('scope')) {
    throw new InputError(
      `${path}.scope is no longer supported. List the scopes beyond openid, profile and email in ${path}.additionalScopes`,
    );
  }
}

function checkProfile(section: Config, path: string): void {
  const profile = section.getOptional('profile');
  if (
    profile !== undefined &&
    !PROFILE_SOURCES.some(source => source === profile)
  ) {
    throw new InputError(
      `${path}.profile must be one of ${PROFILE_SOURCES.join(', ')}`,
    );
  }
  const accept = section.getOptional(ACCEPT_MISSING_EMAIL_VERIFIED);
  if (accept !== undefined && typeof accept !== 'boolean') {
    throw new InputError(
      `${path}.${ACCEPT_MISSING_EMAIL_VERIFIED} must be true or false`,
    );
  }
}
