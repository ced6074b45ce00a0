import type { Config } from '@backstage/config';
import { listConfiguredClusters } from '@kratix-portal/plugin-ske-common';
import { KNOWN_PROVIDERS } from './knownProviders';

/** A provider as the sign-in page shows it. */
export interface SignInProvider {
  /** The key in `auth.providers`. */
  id: string;
  title: string;
  message: string;
  /** The name of a built-in icon or the URL of an image; see {@link ProviderIcon}. */
  icon: string;
}

/** The providers of the sign-in page. */
export interface SignInProviders {
  providers: SignInProvider[];
  /** Ids of providers without a section `auth.providers.<id>`. Users cannot sign in with these providers. */
  unconfigured: string[];
}

/**
 * Reads which providers get a card: first the providers of `ske.auth.providers` in their order, then the providers that only
 * clusters use.
 */
export function readSignInProviders(config: Config): SignInProviders {
  const ids = [
    ...new Set([...readShownIds(config), ...readClusterProviderIds(config)]),
  ];
  const isConfigured = (id: string) => hasKey(config, 'auth.providers', id);
  return {
    providers: ids
      .filter(isConfigured)
      .map(id => readSignInProvider(config, id)),
    unconfigured: ids.filter(id => !isConfigured(id)),
  };
}

function readShownIds(config: Config): string[] {
  const key = 'ske.auth.providers';
  const ids = config.getOptionalConfig(key)?.keys() ?? [];
  // A later configuration file removes a key by setting it to null, but keys() still returns it.
  return ids.filter(id => hasKey(config, key, id));
}

function readClusterProviderIds(config: Config): string[] {
  return listConfiguredClusters(config)
    .flatMap(cluster => [
      cluster.config.getOptionalString('oidcTokenProvider') ?? [],
      cluster.config.getOptionalStringArray('furtherTokenProviders') ?? [],
    ])
    .flat();
}

function hasKey(config: Config, section: string, key: string): boolean {
  return config.getOptionalConfig(section)?.has(key) ?? false;
}

/** Reads how the sign-in page shows one provider. */
export function readSignInProvider(config: Config, id: string): SignInProvider {
  const shown = config.getOptionalConfig(`ske.auth.providers.${id}`);
  const known = KNOWN_PROVIDERS.get(id.toLocaleLowerCase('en-US'));
  const title =
    shown?.getOptionalString('title') ?? known?.title ?? capitalised(id);
  return {
    id,
    title,
    message: shown?.getOptionalString('message') ?? `Sign in with ${title}`,
    icon: shown?.getOptionalString('icon') ?? known?.icon ?? 'key',
  };
}

function capitalised(id: string): string {
  return `${id.charAt(0).toLocaleUpperCase('en-US')}${id.slice(1)}`;
}
