import { useLiveApi } from './useLiveApi';
import { useNow } from './useNow';

const MINUTE_MS = 60_000;

/** Milliseconds since the epoch in whole minutes, by the clock of the live data. Changes every minute. */
export function useMinute(): number {
  const { store } = useLiveApi();
  useNow(60);
  return Math.floor(store.environment.now() / MINUTE_MS) * MINUTE_MS;
}
