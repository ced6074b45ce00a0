import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { listConfiguredClusters } from '@kratix-portal/plugin-ske-common';

/** A Backstage auth provider that the configuration requests. */
export interface RequestedProvider {
  id: string;
  /** The paths of the keys in app-config that request the provider. */
  requestedBy: string[];
  /** Whether the section `auth.providers.<id>` exists. Without it Backstage does not serve the provider. */
  configured: boolean;
  /** The keys under `auth.providers.<id>`. */
  environments: string[];
}

/**
 * Returns the providers that the configuration requests, each once, in the order of the configuration. The configuration requests a provider with the keys
 * `oidcTokenProvider` and `furtherTokenProviders` of clusters, and under `ske.auth.providers`.
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

// The section of another module's provider may have any content.
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
  return listConfiguredClusters(config).flatMap(cluster => {
    const id = cluster.config.getOptionalString('oidcTokenProvider');
    const further =
      cluster.config.getOptionalStringArray('furtherTokenProviders') ?? [];
    const mentions = [
      ...(id === undefined
        ? []
        : [{ id, path: `${cluster.path}.oidcTokenProvider` }]),
      ...further.map((each, index) => ({
        id: each,
        path: `${cluster.path}.furtherTokenProviders[${index}]`,
      })),
    ];
    return mentions.map(mention => ({
      ...mention,
      id: asProviderId(mention.id, mention.path),
    }));
  });
}

function readSignInPageProviders(config: Config): Mention[] {
  const key = 'ske.auth.providers';
  const section = config.getOptionalConfig(key);
  // A later configuration file removes a key by setting it to null; keys() still returns such a key.
  const ids = section?.keys().filter(id => section.has(id)) ?? [];
  return ids.map(id => {
    const path = `${key}.${id}`;
    return { id: asProviderId(id, path), path };
  });
}

/** The keys of a card of the sign-in page, which `@kratix-portal/plugin-app-module-ske` reads. */
export const CARD_KEYS = ['title', 'message', 'icon'];

/** Returns the paths of unknown keys under `ske.auth.providers.<id>`. */
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
 * The id becomes a configuration key, a part of the path `/api/auth/<id>` and a part of a cookie's name. This is the pattern of
 * Backstage's configuration keys without the colon, which a cookie's name may not contain. With an id that contains a dot,
 * another key would be read.
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
