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
  /** The access token by default. */
  tokenKind?: TokenKind;
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
  const environment =
    problems.read(() => config.getOptionalString('auth.environment')) ??
    'development';
  const path = `auth.providers.${id}.${environment}`;
  const known = problems.count;
  const text = (key: string) =>
    problems.read(() => config.getOptionalString(`${path}.${key}`));
  const metadataUrl = text('metadataUrl');
  const clientId = text('clientId');
  const clientSecret = text('clientSecret');
  const kind = text('tokenKind');
  const preset = findProviderPreset(text('preset'));
  const tokenKind = tokenKinds.find(each => each === kind) ?? preset?.tokenKind;
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
    ...(tokenKind && { tokenKind }),
    ...(preset?.exchange && { exchange: preset.exchange }),
    ...(clientId !== undefined && { clientId }),
    ...(clientSecret !== undefined && { clientSecret }),
  };
}
