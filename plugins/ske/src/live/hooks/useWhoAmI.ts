import type { WhoAmI } from '@kratix-portal/plugin-ske-common';
import type { Fetched } from '../objects/types';
import { useLiveApi } from './useLiveApi';
import { useRead } from './useRead';

/** The user's identity in Backstage and on the cluster. Read once for all components. */
export function useWhoAmI(): Fetched<WhoAmI> {
  const { calls } = useLiveApi();
  return useRead({
    key: 'whoami',
    read: () => ({ read: signal => calls.whoAmI({ signal }) }),
  });
}
