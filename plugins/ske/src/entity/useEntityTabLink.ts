import type { Entity } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';

/** Returns the address of a tab of the entity's page. The overview has no path of its own. */
export function useEntityTabLink(entity: Entity): (tab: string) => string {
  const link = useRouteRef(entityRouteRef);
  const base = (link?.(entityRouteParams(entity)) ?? '').replace(/\/$/, '');
  return tab => (tab === 'overview' ? base || '/' : `${base}/${tab}`);
}
