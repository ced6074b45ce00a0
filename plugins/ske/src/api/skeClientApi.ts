import {
  ApiBlueprint,
  createApiFactory,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { SkeClient } from '@kratix-portal/plugin-ske-common';
import type { SkeApi } from './SkeApi';
import { skeApiRef } from './skeApiRef';

/** Creates the client that {@link skeApiRef} refers to. */
export const skeClientFactory = createApiFactory({
  api: skeApiRef,
  deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
  factory: ({ discoveryApi, fetchApi }): SkeApi =>
    new SkeClient({ discoveryApi, fetchApi }),
});

/** Provides {@link skeApiRef}. */
export const skeClientApi = ApiBlueprint.make({
  params: define => define(skeClientFactory),
});
