import type { Entity } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';

/** Tabs whose path on the entity's page differs from their path on the object's own page: SKE calls the tab for changes Manage (F6). */
const PATHS: Readonly<Record<string, string>> = { edit: 'manage' };

/** Returns the address of a tab of the entity's page. The overview has no path of its own. */
export function useEntityTabLink(entity: Entity): (tab: string) => string {
  const link = useRouteRef(entityRouteRef);
  const base = (link?.(entityRouteParams(entity)) ?? '').replace(/\/$/, '');
  return tab =>
    tab === 'overview' ? base || '/' : `${base}/${PATHS[tab] ?? tab}`;
}
