import {
  createComponentExtension,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import type { KratixAboutCardProps } from './AboutCard';
import type { KratixEntityPageProps } from './entityPages';
import type { KratixResourceManageContentProps } from './ManageContent';
import { legacyRootRouteRef, skeFrontendPlugin } from './skeFrontendPlugin';
import type { KratixManageTabProps, KratixOverviewTabProps } from './tabs';

/**
 * The pages _Services_, _My resources_, _Form preview_ and _Diagnosis_, for a route of an app on the old frontend system.
 *
 * @example
 *
 * ```tsx
 * <Route path="/kratix" element={<KratixPlatformPage />} />
 * ```
 *
 * @public
 */
export const KratixPlatformPage: () => JSX.Element = skeFrontendPlugin.provide(
  createRoutableExtension({
    name: 'KratixPlatformPage',
    component: () => import('./PlatformPage').then(m => m.PlatformPage),
    mountPoint: legacyRootRouteRef,
  }),
);

/**
 * The entity page of a Promise: its live state and its tabs. Children are more tabs.
 *
 * @public
 */
export const KratixPromiseEntityPage: (
  props: KratixEntityPageProps,
) => JSX.Element = skeFrontendPlugin.provide(
  createComponentExtension({
    name: 'KratixPromiseEntityPage',
    component: {
      lazy: () => import('./entityPages').then(m => m.PromiseEntityPage),
    },
  }),
);

/**
 * The entity page of a resource: its live state and its tabs. Children are more tabs.
 *
 * @public
 */
export const KratixResourceEntityPage: (
  props: KratixEntityPageProps,
) => JSX.Element = skeFrontendPlugin.provide(
  createComponentExtension({
    name: 'KratixResourceEntityPage',
    component: {
      lazy: () => import('./entityPages').then(m => m.ResourceEntityPage),
    },
  }),
);

/**
 * The overview of a Promise's or a resource's entity. Children are cards below the live state.
 *
 * @public
 */
export const KratixOverviewTab: (props: KratixOverviewTabProps) => JSX.Element =
  skeFrontendPlugin.provide(
    createComponentExtension({
      name: 'KratixOverviewTab',
      component: { lazy: () => import('./tabs').then(m => m.OverviewTab) },
    }),
  );

/**
 * The form with which the user changes the resource of an entity.
 *
 * @public
 */
export const KratixManageTab: (props: KratixManageTabProps) => JSX.Element =
  skeFrontendPlugin.provide(
    createComponentExtension({
      name: 'KratixManageTab',
      component: { lazy: () => import('./tabs').then(m => m.ManageTab) },
    }),
  );

/**
 * Shows what the catalog knows about the object of an entity.
 *
 * @public
 */
export const KratixAboutCard: (props: KratixAboutCardProps) => JSX.Element =
  skeFrontendPlugin.provide(
    createComponentExtension({
      name: 'KratixAboutCard',
      component: { lazy: () => import('./AboutCard').then(m => m.AboutCard) },
    }),
  );

/**
 * The form with which the user changes a resource that the caller passes as a property.
 *
 * @public
 */
export const KratixResourceManageContent: (
  props: KratixResourceManageContentProps,
) => JSX.Element = skeFrontendPlugin.provide(
  createComponentExtension({
    name: 'KratixResourceManageContent',
    component: {
      lazy: () => import('./ManageContent').then(m => m.ManageContent),
    },
  }),
);
