import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** `/kratix`, or the path in the configuration. All pages of the plugin are below it. */
export const rootRouteRef = createRouteRef();

/** The page of a Promise. */
export const promiseRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/services/:name',
});

/** The page of a resource. The core group and the absent namespace of a cluster-scoped object are written as `-`. */
export const resourceRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/resources/:group/:version/:kind/:namespace/:name',
});

/** The form of a Template. An app with the scaffolder needs no binding. */
export const templateRouteRef = createExternalRouteRef({
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});
