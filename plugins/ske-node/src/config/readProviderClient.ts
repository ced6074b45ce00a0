import type { Config } from '@backstage/config';
import {
  findProviderPreset,
  type ProviderPreset,
  type TokenKind,
  tokenKinds,
} from '@kratix-portal/plugin-ske-common';
import type { ConfigProblems } from './ConfigProblems';
import { HTTP_IS_LOCAL, isSecureUrl } from './isSecureUrl';
import type { ClientAuthMethod } from './PlatformConfig';

/** The part of a provider's section that is needed for requests to the provider. */
export interface ProviderClient {
  /** The path of the section, such as `auth.providers.keycloak.production`. */
  path: string;
  metadataUrl: string;
  clientId?: string;
  clientSecret?: string;
  authMethod: ClientAuthMethod;
  /** The only types of tokens that the provider exchanges, from its preset. */
  exchange?: ProviderPreset['exchange'];
}

const AUTH_METHODS: readonly ClientAuthMethod[] = [
  'client_secret_basic',
  'client_secret_post',
];

/** Reads the section of a provider in `auth.providers`. `neededBy` is the path of the key that needs this section, for messages. */
export function readProviderClient(options: {
  config: Config;
  id: string;
  neededBy: string;
  problems: ConfigProblems;
}): ProviderClient | undefined {
  const { config, id, neededBy, problems } = options;
  const path = sectionOf(id, config, problems);
  const known = problems.count;
  const text = (key: string) =>
    problems.read(() => config.getOptionalString(`${path}.${key}`));
  const metadataUrl = text('metadataUrl');
  const clientId = text('clientId');
  const clientSecret = text('clientSecret');
  const preset = findProviderPreset(text('preset'));
  const method = text('tokenEndpointAuthMethod') ?? 'client_secret_basic';
  const authMethod = AUTH_METHODS.find(each => each === method);
  if (problems.count > known) {
    return undefined;
  }
  if (metadataUrl === undefined) {
    return problems.add(
      `${path}.metadataUrl`,
      `is missing, and ${neededBy} needs it: set it to the discovery document of the provider`,
    );
  }
  if (!isSecureUrl(metadataUrl)) {
    return problems.add(
      `${path}.metadataUrl`,
      `is not an https URL, and ${neededBy} needs it: ${HTTP_IS_LOCAL}`,
    );
  }
  if (authMethod === undefined) {
    return problems.add(
      `${path}.tokenEndpointAuthMethod`,
      `is "${method}", which ${neededBy} does not support: use one of ${AUTH_METHODS.join(', ')}`,
    );
  }
  return {
    path,
    metadataUrl,
    authMethod,
    ...(preset?.exchange && { exchange: preset.exchange }),
    ...(clientId !== undefined && { clientId }),
    ...(clientSecret !== undefined && { clientSecret }),
  };
}

/** Reads which token of a sign-in goes to API servers. Undefined if neither the section of the provider nor its preset says so, which means the access token. */
export function readProviderTokenKind(options: {
  config: Config;
  id: string;
  problems: ConfigProblems;
}): TokenKind | undefined {
  const { config, id, problems } = options;
  const path = sectionOf(id, config, problems);
  const text = (key: string) =>
    problems.read(() => config.getOptionalString(`${path}.${key}`));
  const kind = text('tokenKind');
  return (
    tokenKinds.find(each => each === kind) ??
    findProviderPreset(text('preset'))?.tokenKind
  );
}

/** The path of the section of a provider in the environment of the portal. */
function sectionOf(
  id: string,
  config: Config,
  problems: ConfigProblems,
): string {
  const environment =
    problems.read(() => config.getOptionalString('auth.environment')) ??
    'development';
  return `auth.providers.${id}.${environment}`;
}
