import { readDurationFromConfig, type Config } from '@backstage/config';
import { isError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  isDnsLabel,
  type PromiseTemplateSettings,
} from '@kratix-portal/plugin-ske-common';
import { SkeConfigError } from '@kratix-portal/plugin-ske-node';
import { isObject } from '../platform/isObject';
import type {
  IngestConfig,
  KratixProviderConfig,
  MappingConfig,
} from './KratixProviderConfig';
import { readClusterAccess } from './readClusterAccess';

const ROOT = 'catalog.providers.kratix';
const HOUR_SECONDS = 60 * 60;
const MINUTE_SECONDS = 60;
// The id becomes part of the provider's name and of a task's id in Backstage.
const PROVIDER_ID = /^[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*$/;

/**
 * Reads `catalog.providers.kratix`.
 *
 * @throws SkeConfigError with one message for each wrong key, which says how to correct it
 */
export function readProviderConfigs(root: Config): KratixProviderConfig[] {
  const problems: string[] = [];
  const section = collect(problems, () => root.getOptionalConfig(ROOT));
  const providers = (section?.keys() ?? []).flatMap(
    id => collect(problems, () => readProvider(root, id)) ?? [],
  );
  if (problems.length > 0) {
    throw new SkeConfigError(problems);
  }
  return providers;
}

function readProvider(root: Config, id: string): KratixProviderConfig {
  const path = `${ROOT}.${id}`;
  if (!PROVIDER_ID.test(id)) {
    throw new SkeConfigError([
      `${path} has an invalid id: use letters and digits, with single "-" or "_" between them`,
    ]);
  }
  const problems: string[] = [];
  const config = root.getConfig(path);
  const cluster = collect(problems, () =>
    readClusterAccess(root, config, path),
  );
  const ingest = collect(problems, () => readIngest(config, path));
  const namespace = collect(problems, () => readNamespace(config, path));
  const owner = collect(problems, () =>
    readMapping(config, path, 'owner', 'backstage.io/owner'),
  );
  const system = collect(problems, () =>
    readMapping(config, path, 'system', 'backstage.io/system'),
  );
  const template = collect(problems, () => readTemplate(config, path));
  const refreshSeconds = collect(problems, () => readRefresh(config, path));
  const pendingRefreshSeconds = collect(problems, () =>
    readPendingRefresh(root),
  );
  if (
    !cluster ||
    !ingest ||
    !namespace ||
    !owner ||
    !system ||
    !template ||
    !refreshSeconds ||
    !pendingRefreshSeconds
  ) {
    throw new SkeConfigError(problems);
  }
  return {
    id,
    cluster,
    ingest,
    namespace,
    owner: { ...owner, default: owner.default ?? 'kratix-platform' },
    system,
    template,
    refreshSeconds,
    pendingRefreshSeconds,
  };
}

function readIngest(provider: Config, path: string): IngestConfig {
  const config = provider.getOptionalConfig('ingest');
  const namespaces = config?.getOptionalStringArray('namespaces');
  const wrong = namespaces?.find(namespace => !isDnsLabel(namespace));
  if (wrong !== undefined) {
    throw new SkeConfigError([
      `${path}.ingest.namespaces contains "${wrong}", which is not the name of a Kubernetes namespace`,
    ]);
  }
  if (namespaces?.length === 0) {
    throw new SkeConfigError([
      `${path}.ingest.namespaces is empty: remove it to read all namespaces, or set ingest.resources to false to read none`,
    ]);
  }
  return {
    promises: config?.getOptionalBoolean('promises') ?? true,
    resources: config?.getOptionalBoolean('resources') ?? true,
    namespaces: namespaces && [...new Set(namespaces)],
    promiseSelector: config?.getOptionalString('promiseSelector'),
    resourceSelector: config?.getOptionalString('resourceSelector'),
  };
}

function readNamespace(provider: Config, path: string): string {
  const namespace = provider.getOptionalString('naming.namespace') ?? 'default';
  if (!isDnsLabel(namespace)) {
    throw new SkeConfigError([
      `${path}.naming.namespace is "${namespace}", which is not the name of a Backstage namespace: use at most 63 lower-case letters, digits and hyphens`,
    ]);
  }
  return namespace;
}

function readMapping(
  provider: Config,
  path: string,
  key: 'owner' | 'system',
  annotation: string,
): MappingConfig {
  const config = provider.getOptionalConfig(key);
  const namespaces: unknown = config?.getOptional('namespaces') ?? {};
  if (!isTextByName(namespaces)) {
    throw new SkeConfigError([
      `${path}.${key}.namespaces is not a mapping of namespaces to entity references`,
    ]);
  }
  return {
    annotations: config?.getOptionalStringArray('annotations') ?? [annotation],
    labels: config?.getOptionalStringArray('labels') ?? [],
    namespaces,
    default: config?.getOptionalString('default'),
  };
}

function readTemplate(provider: Config, path: string): PromiseTemplateSettings {
  const config = provider.getOptionalConfig('template');
  const requestNamespace = config?.getOptionalString('requestNamespace');
  if (requestNamespace !== undefined && !isDnsLabel(requestNamespace)) {
    throw new SkeConfigError([
      `${path}.template.requestNamespace is "${requestNamespace}", which is not the name of a Kubernetes namespace`,
    ]);
  }
  return {
    requestNamespace,
    hideNamespace: config?.getOptionalBoolean('hideNamespace'),
    singleSpecPage: config?.getOptionalBoolean('singleSpecPage'),
    namespaceFieldTitle: config?.getOptionalString('namespaceFieldTitle'),
    namespaceFieldDescription: config?.getOptionalString(
      'namespaceFieldDescription',
    ),
    lifecycle: config?.getOptionalString('lifecycle'),
    tags: config?.getOptionalStringArray('tags'),
  };
}

function isTextByName(value: unknown): value is Record<string, string> {
  return (
    isObject(value) &&
    Object.values(value).every(each => typeof each === 'string' && each !== '')
  );
}

function readRefresh(provider: Config, path: string): number {
  if (!provider.has('refresh')) {
    return HOUR_SECONDS;
  }
  const seconds =
    durationToMilliseconds(
      readDurationFromConfig(provider, { key: 'refresh' }),
    ) / 1000;
  if (seconds < MINUTE_SECONDS) {
    throw new SkeConfigError([
      `${path}.refresh is less than a minute: changes arrive by watch, and this is only the interval at which everything is relisted`,
    ]);
  }
  return seconds;
}

/** Returns the interval in seconds at which recorded requests are read. The key comes from SKE (B12) and applies to all providers. */
function readPendingRefresh(root: Config): number {
  const path = 'ske.pendingRequests.refreshSeconds';
  const seconds = root.getOptionalNumber(path) ?? MINUTE_SECONDS;
  if (!(seconds >= 1 && seconds <= HOUR_SECONDS)) {
    throw new SkeConfigError([
      `${path} is ${seconds}: set it to a number of seconds from 1 to ${HOUR_SECONDS}`,
    ]);
  }
  return seconds;
}

/** Collects the problems, so that one start reports all of them. */
function collect<T>(problems: string[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SkeConfigError) {
      problems.push(...error.problems);
    } else {
      // Backstage's own message names the key.
      problems.push(isError(error) ? error.message : String(error));
    }
    return undefined;
  }
}
