import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { SkeClient } from '@kratix-portal/plugin-ske-common';
import { skeApiRef } from './skeApiRef';

/** Provides {@link skeApiRef}. */
export const skeClientApi = ApiBlueprint.make({
  params: define =>
    define({
      api: skeApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new SkeClient({ discoveryApi, fetchApi }),
    }),
});
