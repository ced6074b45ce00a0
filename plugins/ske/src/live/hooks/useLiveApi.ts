import { useApi } from '@backstage/frontend-plugin-api';
import type { LiveApi } from '../api/LiveApi';
import { liveStoreApiRef } from '../api/liveStoreApiRef';

/** The live data of this browser tab. */
export function useLiveApi(): LiveApi {
  return useApi(liveStoreApiRef);
}
