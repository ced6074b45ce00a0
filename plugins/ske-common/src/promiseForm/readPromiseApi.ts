import type { JsonObject, JsonValue } from '@backstage/types';
import { isDns1035Label, isDnsSubdomain, isKind } from '../resources';
import { asList, asObject, asText, isTrue } from './values/json';
import type { KratixPromise, PromiseApi } from './promise/KratixPromise';

/**
 * Reads the kind that a Promise offers.
 *
 * @returns undefined if the Promise has no API, or if no API server would accept its API because the API has no version or an invalid name
 * @public
 */
export function readPromiseApi(promise: KratixPromise): PromiseApi | undefined {
  const parts = readParts(promise);
  if (findFault(parts) !== undefined) {
    return undefined;
  }
  const { spec, names, versions, version, group, kind, plural } = parts;
  return {
    group,
    version: parts.versionName,
    kind,
    plural,
    scope: spec.scope === 'Cluster' ? 'Cluster' : 'Namespaced',
    names: readNames(names, kind, plural),
    schema: asObject(asObject(version.schema)?.openAPIV3Schema) ?? {},
    servedVersions: versions
      .filter(({ served }) => served !== false)
      .map(({ name }) => asText(name)),
    ...readDeprecation(version, kind),
  };
}

/** Says why {@link readPromiseApi} reads no API. */
export function whyNoApi(promise: KratixPromise): string {
  const api = promise.spec?.api;
  const isAbsent =
    api === undefined ||
    api === null ||
    (typeof api === 'object' && Object.keys(api).length === 0);
  const fault = isAbsent ? undefined : findFault(readParts(promise));
  return fault === undefined
    ? 'The Promise has no API, so there is nothing to request.'
    : `No API server accepts the API of this Promise, so it has no form: spec.api.spec.${fault}.`;
}

type ApiParts = ReturnType<typeof readParts>;

function readParts(promise: KratixPromise) {
  const spec = asObject(asObject(promise.spec?.api as JsonValue)?.spec) ?? {};
  const names = asObject(spec.names) ?? {};
  const versions = asList(spec.versions)
    .map(asObject)
    .filter(version => version !== undefined);
  const version =
    versions.find(({ storage }) => storage === true) ?? versions[0] ?? {};
  return {
    spec,
    names,
    versions,
    version,
    group: asText(spec.group),
    kind: asText(names.kind),
    plural: asText(names.plural),
    versionName: asText(version.name),
  };
}

/** The field for which no API server would accept the API, and what it must be. */
function findFault(parts: ApiParts): string | undefined {
  const { group, kind, plural, versions, versionName } = parts;
  if (!isDnsSubdomain(group)) {
    return 'group must be a DNS name, such as example.com';
  }
  if (!isKind(kind)) {
    return 'names.kind must be a name of letters and digits, such as Database';
  }
  if (!isDns1035Label(plural)) {
    return 'names.plural must be a name in lower case, such as databases';
  }
  if (versions.length === 0) {
    return 'versions must have a version';
  }
  return isDns1035Label(versionName)
    ? undefined
    : 'versions[].name must be a name in lower case, such as v1';
}

function readNames(
  names: JsonObject,
  kind: string,
  plural: string,
): PromiseApi['names'] {
  const singular = asText(names.singular);
  const listKind = asText(names.listKind);
  const shortNames = asList(names.shortNames).map(asText);
  const categories = asList(names.categories).map(asText);
  return {
    kind,
    plural,
    ...(singular && { singular }),
    ...(listKind && { listKind }),
    ...(shortNames.length > 0 && { shortNames }),
    ...(categories.length > 0 && { categories }),
  };
}

function readDeprecation(version: JsonObject, kind: string) {
  if (!isTrue(version.deprecated)) {
    return {};
  }
  return {
    deprecationWarning:
      asText(version.deprecationWarning) ||
      `Version ${asText(version.name)} of ${kind} is deprecated.`,
  };
}
