/*
 * The names of SKE's own entities. Kinds are lower-cased: `ConfigMap` becomes `configmap-promise`.
 */

/** The Component of a Promise: named after its kind, or after the Promise itself if it has no API. */
export function promiseComponentName(kindOrName: string): string {
  return `${clean(kindOrName)}-promise`;
}

/** The Template of a Promise. */
export function promiseTemplateName(kind: string): string {
  return `${clean(kind)}-promise-template`;
}

/** The API of a Promise: the name of its CRD, which is unique. */
export function promiseApiName(plural: string, group: string): string {
  return clean(`${plural}.${group}`);
}

/** The Component of a resource request. */
export function resourceComponentName(name: string, kind: string): string {
  return `${clean(name)}-${clean(kind)}`;
}

/** Kubernetes names are valid in the catalog except for their length, which `NameRegistry` limits. */
function clean(part: string): string {
  return part.toLowerCase();
}
