import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
  type SubRouteRef,
} from '@backstage/frontend-plugin-api';

/** `/kratix`, or the path in the configuration. All pages of the plugin are below it. */
export const rootRouteRef = createRouteRef();

/** The page of a Promise. */
export const promiseRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/services/:name',
});

/** The page of a resource. The core group and the absent namespace of a cluster-scoped object are written as `-`. */
// The type is written out, because the order of inferred parameters in the API report changes from one run to the next.
export const resourceRouteRef: SubRouteRef<{
  group: string;
  version: string;
  kind: string;
  namespace: string;
  name: string;
}> = createSubRouteRef({
  parent: rootRouteRef,
  path: '/resources/:group/:version/:kind/:namespace/:name',
});

/** The form of a Template. An app with the scaffolder needs no binding. */
export const templateRouteRef = createExternalRouteRef({
  params: ['namespace', 'templateName'],
  defaultTarget: 'scaffolder.selectedTemplate',
});
