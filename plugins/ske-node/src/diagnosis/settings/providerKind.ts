import type { ProviderKind } from '@kratix-portal/plugin-ske-common';

const BY_ID: Record<string, ProviderKind> = {
  keycloak: 'keycloak',
  okta: 'okta',
  auth0: 'auth0',
  entra: 'entra',
  microsoft: 'entra',
  azure: 'entra',
  google: 'google',
  cognito: 'cognito',
  dex: 'dex',
  pinniped: 'pinniped',
};

const BY_URL: Array<[RegExp, ProviderKind]> = [
  [/\/realms\//, 'keycloak'],
  [/\.okta(?:preview|-emea)?\.com\//, 'okta'],
  [/\.auth0\.com\//, 'auth0'],
  [/login\.microsoftonline\.com\/|sts\.windows\.net\//, 'entra'],
  [/accounts\.google\.com\//, 'google'],
  [/cognito-idp\.[a-z0-9-]+\.amazonaws\.com\//, 'cognito'],
  [/\/dex\//, 'dex'],
];

/** The kind of a provider: from its preset, otherwise guessed from its URL or its id. */
export function providerKind(options: {
  id: string;
  preset?: string;
  metadataUrl?: string;
}): ProviderKind {
  const { id, preset, metadataUrl = '' } = options;
  const byUrl = BY_URL.find(([pattern]) => pattern.test(metadataUrl));
  return (
    BY_ID[(preset ?? '').toLowerCase()] ??
    byUrl?.[1] ??
    BY_ID[id.toLowerCase()] ??
    'oidc'
  );
}
