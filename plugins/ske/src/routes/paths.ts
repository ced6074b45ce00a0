import type { ResourceRef } from '@kratix-portal/plugin-ske-common';

/** The tabs of a resource's page, each with a URL. The overview has the URL of the page itself. */
export const resourceTabs = [
  'overview',
  'pipelines',
  'placement',
  'events',
  'yaml',
  'graph',
  'edit',
] as const;

/** One of {@link resourceTabs}. */
export type ResourceTab = (typeof resourceTabs)[number];

/** The tabs of a Promise's page, each with a URL. */
export const promiseTabs = [
  'overview',
  'api',
  'requests',
  'pipelines',
  'events',
  'yaml',
] as const;

/** One of {@link promiseTabs}. */
export type PromiseTab = (typeof promiseTabs)[number];

/** Stands for the empty name of the core group, and for the namespace of a cluster-scoped object. */
const NONE = '-';

/** The path of a resource's page, below the root of the plugin. */
export function resourcePath(ref: ResourceRef, tab?: ResourceTab): string {
  const [version, group = NONE] = ref.apiVersion.split('/').reverse();
  const parts = [group, version, ref.kind, ref.namespace ?? NONE, ref.name];
  return ['resources', ...parts, ...tabPart(tab)]
    .map(encodeURIComponent)
    .join('/');
}

/** Reads the parameters of a resource's path. */
export function parseResourcePath(params: {
  group: string;
  version: string;
  kind: string;
  namespace: string;
  name: string;
}): ResourceRef {
  const { group, version, kind, namespace, name } = params;
  return {
    apiVersion: group === NONE ? version : `${group}/${version}`,
    kind,
    ...(namespace !== NONE && { namespace }),
    name,
  };
}

/** The path of a Promise's page, below the root of the plugin. */
export function promisePath(name: string, tab?: PromiseTab): string {
  return ['services', name, ...tabPart(tab)].map(encodeURIComponent).join('/');
}

/** The path of the form with which a user requests something of a Promise, below the root of the plugin. */
export function newRequestPath(promise: string): string {
  return ['services', promise, 'new'].map(encodeURIComponent).join('/');
}

function tabPart(tab: string | undefined): string[] {
  return tab === undefined || tab === 'overview' ? [] : [tab];
}
