import { portalClock } from '../clock/PortalClock';
import { useLiveApi } from './useLiveApi';
import { useNow } from './useNow';

const MINUTE_MS = 60_000;

/** Milliseconds since the epoch in whole minutes, by the portal's clock. Changes every minute. */
export function useMinute(): number {
  const { store } = useLiveApi();
  useNow(60);
  const now = portalClock.of(store.environment.now());
  return Math.floor(now / MINUTE_MS) * MINUTE_MS;
}
