import {
  createFrontendPlugin,
  type ExternalRouteRef,
  type OverridableExtensionDefinition,
  type OverridableFrontendPlugin,
  type RouteRef,
  type SubRouteRef,
} from '@backstage/frontend-plugin-api';
import { RiStackLine } from '@remixicon/react';
import { skeClientApi, skeSessionApi } from './api';
import { draftsElement } from './drafts/draftsElement';
import { entityExtensions } from './entity';
import { formFields } from './formFields';
import { liveStoreApi } from './live';
import {
  promiseRouteRef,
  resourceRouteRef,
  rootRouteRef,
  templateRouteRef,
} from './routes';
import {
  diagnosisSubPage,
  liveHeaderAction,
  platformPage,
  previewSubPage,
  resourcesSubPage,
  servicesSubPage,
} from './shell';

/**
 * The ske plugin. With `app.packages: all`, an app that depends on this package installs it. Otherwise:
 *
 * @example
 *
 * ```ts
 * import skePlugin from '@kratix-portal/plugin-ske';
 *
 * export default createApp({ features: [skePlugin] });
 * ```
 *
 * @public
 */
// The type is written out: TypeScript orders the unions of an inferred type differently in an incremental and in a full build, and the API
// report with them.
export const skePlugin: OverridableFrontendPlugin<
  {
    root: RouteRef<undefined>;
    promise: SubRouteRef<{ name: string }>;
    resource: SubRouteRef<{
      group: string;
      version: string;
      kind: string;
      namespace: string;
      name: string;
    }>;
  },
  { template: ExternalRouteRef<{ namespace: string; templateName: string }> },
  { [id in string]: OverridableExtensionDefinition }
> = createFrontendPlugin({
  pluginId: 'ske-frontend',
  title: 'Platform',
  icon: <RiStackLine />,
  routes: {
    root: rootRouteRef,
    promise: promiseRouteRef,
    resource: resourceRouteRef,
  },
  externalRoutes: { template: templateRouteRef },
  extensions: [
    skeClientApi,
    skeSessionApi,
    liveStoreApi,
    platformPage,
    servicesSubPage,
    resourcesSubPage,
    previewSubPage,
    diagnosisSubPage,
    liveHeaderAction,
    draftsElement,
    ...entityExtensions,
    ...formFields,
  ],
});
