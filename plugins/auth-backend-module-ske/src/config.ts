import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** A Backstage auth provider that the configuration asks for. */
export interface RequestedProvider {
  id: string;
  /** The keys that ask for it, as a reader finds them in app-config. */
  requestedBy: string[];
  /** Whether there is an `auth.providers.<id>` section; without it Backstage serves no such provider. */
  configured: boolean;
  /** The keys under `auth.providers.<id>`. */
  environments: string[];
}

/**
 * The providers that the clusters' `oidcTokenProvider` and the keys of `ske.auth.providers` name, each once, in the order in
 * which they are met.
 */
export function readRequestedProviders(config: Config): RequestedProvider[] {
  const requestedBy = new Map<string, string[]>();
  for (const { id, path } of [
    ...readClusterProviders(config),
    ...readSignInPageProviders(config),
  ]) {
    requestedBy.set(id, [...(requestedBy.get(id) ?? []), path]);
  }

  const authProviders = config.getOptionalConfig('auth.providers');
  return [...requestedBy].map(([id, paths]) => ({
    id,
    requestedBy: paths,
    configured: authProviders?.has(id) ?? false,
    environments: keysOf(authProviders?.getOptional(id)),
  }));
}

// Another module's provider may hold anything here: it is not ours to refuse.
function keysOf(section: unknown): string[] {
  return typeof section === 'object' && section !== null
    ? Object.keys(section)
    : [];
}

interface Mention {
  id: string;
  path: string;
}

function readClusterProviders(config: Config): Mention[] {
  const key = 'kubernetes.clusterLocatorMethods';
  const locators = config.getOptionalConfigArray(key) ?? [];
  return locators.flatMap((locator, locatorIndex) => {
    if (locator.getOptionalString('type') !== 'config') {
      return [];
    }
    const clusters = locator.getOptionalConfigArray('clusters') ?? [];
    return clusters.flatMap((cluster, clusterIndex) => {
      const id = cluster.getOptionalString('oidcTokenProvider');
      const path = `${key}[${locatorIndex}].clusters[${clusterIndex}].oidcTokenProvider`;
      return id === undefined ? [] : [{ id: asProviderId(id, path), path }];
    });
  });
}

function readSignInPageProviders(config: Config): Mention[] {
  const key = 'ske.auth.providers';
  const section = config.getOptionalConfig(key);
  // A later configuration file removes a key by setting it to null; keys() still names it.
  const ids = section?.keys().filter(id => section.has(id)) ?? [];
  return ids.map(id => {
    const path = `${key}.${id}`;
    return { id: asProviderId(id, path), path };
  });
}

/** What a card of the sign-in page is made from; `@kratix-portal/plugin-app-module-ske` reads them. */
export const CARD_KEYS = ['title', 'message', 'icon'];

/** The paths of keys under `ske.auth.providers.<id>` that nothing reads. */
export function readUnknownCardKeys(config: Config): string[] {
  return readSignInPageProviders(config).flatMap(({ path }) => {
    const card = config.getOptional(path);
    return typeof card === 'object' && card !== null
      ? Object.keys(card)
          .filter(key => !CARD_KEYS.includes(key))
          .map(key => `${path}.${key}`)
      : [];
  });
}

/**
 * The id becomes a configuration key, a path part of `/api/auth/<id>` and part of a cookie's name. This is the pattern of
 * Backstage's configuration keys without the colon, which a cookie's name may not have. A dot would silently read another
 * key.
 */
const PROVIDER_ID = /^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/i;

function asProviderId(id: string, path: string): string {
  if (!PROVIDER_ID.test(id)) {
    throw new InputError(
      `${path}: '${id}' cannot be the id of an auth provider. Use letters and digits, with single - or _ between them, ` +
        'and the same id under auth.providers.',
    );
  }
  return id;
}
