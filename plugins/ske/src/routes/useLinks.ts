import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import { useMemo } from 'react';
import {
  newRequestPath,
  promisePath,
  resourcePath,
  type PromiseTab,
  type ResourceTab,
} from './paths';
import { rootRouteRef } from './routes';

/** The addresses of the plugin's pages, below the path that the app gives the plugin. */
export interface Links {
  services(): string;
  /** `search` such as `?state=failed`. */
  resources(search?: string): string;
  /** The page *Form preview*: the form of a Promise that its author is writing. */
  preview(): string;
  /** Why the user can or cannot act on the cluster. */
  diagnosis(): string;
  /** The form of a new request of a Promise. */
  newRequest(promise: string): string;
  /** The page that installs a Promise, or upgrades one. */
  install(promise?: string): string;
  promise(name: string, tab?: PromiseTab): string;
  resource(ref: ResourceRef, tab?: ResourceTab): string;
}

/** Returns the addresses of the plugin's pages. */
export function useLinks(): Links {
  const root = (useRouteRef(rootRouteRef)?.() ?? '/kratix').replace(/\/$/, '');
  return useMemo(
    () => ({
      services: () => `${root}/services`,
      resources: (search = '') => `${root}/resources${search}`,
      preview: () => `${root}/preview`,
      diagnosis: () => `${root}/diagnosis`,
      newRequest: promise => `${root}/${newRequestPath(promise)}`,
      install: promise =>
        `${root}/services/-/install${promise === undefined ? '' : `?promise=${encodeURIComponent(promise)}`}`,
      promise: (name, tab) => `${root}/${promisePath(name, tab)}`,
      resource: (ref, tab) => `${root}/${resourcePath(ref, tab)}`,
    }),
    [root],
  );
}
