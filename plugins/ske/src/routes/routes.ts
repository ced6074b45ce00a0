import { createRouteRef } from '@backstage/frontend-plugin-api';

/** `/kratix`, or the path in the configuration. All pages of the plugin are below it. */
export const rootRouteRef = createRouteRef();
