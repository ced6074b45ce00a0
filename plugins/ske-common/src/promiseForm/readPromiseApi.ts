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
  const spec = asObject(asObject(promise.spec?.api as JsonValue)?.spec);
  const names = asObject(spec?.names);
  const versions = asList(spec?.versions)
    .map(asObject)
    .filter(version => version !== undefined);
  const version =
    versions.find(({ storage }) => storage === true) ?? versions[0];
  const group = asText(spec?.group);
  const kind = asText(names?.kind);
  const plural = asText(names?.plural);
  const versionName = asText(version?.name);
  if (!isDnsSubdomain(group) || !isKind(kind)) {
    return undefined;
  }
  if (!isDns1035Label(plural) || !isDns1035Label(versionName)) {
    return undefined;
  }

  return {
    group,
    version: versionName,
    kind,
    plural,
    scope: spec?.scope === 'Cluster' ? 'Cluster' : 'Namespaced',
    names: readNames(names ?? {}, kind, plural),
    schema: asObject(asObject(version?.schema)?.openAPIV3Schema) ?? {},
    servedVersions: versions
      .filter(({ served }) => served !== false)
      .map(({ name }) => asText(name)),
    ...readDeprecation(version ?? {}, kind),
  };
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
