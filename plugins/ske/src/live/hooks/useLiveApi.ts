import { useApi } from '@backstage/frontend-plugin-api';
import type { LiveApi } from '../LiveApi';
import { liveStoreApiRef } from '../liveStoreApiRef';

/** The live data of this browser tab. */
export function useLiveApi(): LiveApi {
  return useApi(liveStoreApiRef);
}
