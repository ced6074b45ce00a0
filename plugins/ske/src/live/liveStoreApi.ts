import {
  ApiBlueprint,
  createApiFactory,
  discoveryApiRef,
  identityApiRef,
} from '@backstage/frontend-plugin-api';
import { skeApiRef, skeSessionApiRef } from '../api';
import { createBackgroundClient } from './createBackgroundClient';
import { createLiveSession } from './createLiveSession';
import { createLiveApi } from './api/LiveApi';
import { liveStoreApiRef } from './api/liveStoreApiRef';

/** Creates the live data that {@link liveStoreApiRef} refers to. */
export const liveStoreFactory = createApiFactory({
  api: liveStoreApiRef,
  deps: {
    discoveryApi: discoveryApiRef,
    identityApi: identityApiRef,
    session: skeSessionApiRef,
    skeApi: skeApiRef,
  },
  factory({ discoveryApi, identityApi, session, skeApi }) {
    const calls = createBackgroundClient({ discoveryApi, session });
    return createLiveApi({
      calls,
      session: createLiveSession({ calls, identityApi, session, skeApi }),
    });
  },
});

/** Provides {@link liveStoreApiRef}. */
export const liveStoreApi = ApiBlueprint.make({
  name: 'live',
  params: define => define(liveStoreFactory),
});
