import { createPlugin } from '@backstage/core-plugin-api';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { skeClientFactory, skeSessionFactory } from '../api';
import { liveStoreFactory } from '../live';
import { rootRouteRef } from '../routes';

/** The mount point of the pages in an app of the old frontend system. */
export const legacyRootRouteRef = convertLegacyRouteRef(rootRouteRef);

/**
 * The plugin for apps on the old frontend system, which `createApp` of `@backstage/app-defaults` makes.
 * The app finds it by the pages and tabs that it shows.
 * `createApp({ plugins: [skeFrontendPlugin] })` works too.
 *
 * @public
 */
export const skeFrontendPlugin = createPlugin({
  id: 'ske-frontend',
  // An app does not start if a plugin has an API that the app has already.
  apis: [skeClientFactory, skeSessionFactory, liveStoreFactory],
  routes: { root: legacyRootRouteRef },
});
