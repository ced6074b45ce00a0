/*
 * The names of SKE's own entities. A kind is lower-cased, as they are: `ConfigMap` gives `configmap-promise`.
 */

/** The Component of a Promise with an API, by its kind; of one without, by its own name. */
export function promiseComponentName(kindOrName: string): string {
  return `${clean(kindOrName)}-promise`;
}

/** The Template of a Promise. */
export function promiseTemplateName(kind: string): string {
  return `${clean(kind)}-promise-template`;
}

/** The API of a Promise: the name of its CRD, which is of this kind alone. */
export function promiseApiName(plural: string, group: string): string {
  return clean(`${plural}.${group}`);
}

/** The Component of a resource request. */
export function resourceComponentName(name: string, kind: string): string {
  return `${clean(name)}-${clean(kind)}`;
}

/** Kubernetes' names are valid in the catalog but for their length, with which the registry deals. */
function clean(part: string): string {
  return part.toLowerCase();
}
