import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiStackLine } from '@remixicon/react';
import { skeClientApi, skeSessionApi } from './api';
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
  installSubPage,
  diagnosisSubPage,
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
export const skePlugin = createFrontendPlugin({
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
    installSubPage,
    ...entityExtensions,
    ...formFields,
  ],
});
