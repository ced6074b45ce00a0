import { createApiRef } from '@backstage/frontend-plugin-api';
import type { LiveApi } from './LiveApi';

/** The live data of this browser tab. Components use the hooks instead. */
export const liveStoreApiRef = createApiRef<LiveApi>({
  id: 'plugin.ske-frontend.live',
});
