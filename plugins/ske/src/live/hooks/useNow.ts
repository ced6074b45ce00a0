import { useCallback, useSyncExternalStore } from 'react';
import { portalClock } from '../clock/PortalClock';
import { Ticker } from '../reads/Ticker';
import { browserEnvironment } from '../store/LiveEnvironment';

const ticker = new Ticker({
  ...browserEnvironment,
  now: () => portalClock.now(),
});

/** Milliseconds since the epoch by the portal's clock; changes every second, or less often for `everySeconds`. All components share one timer, which stops while the tab is hidden. */
export function useNow(everySeconds = 1): number {
  const subscribe = useCallback(
    (listener: () => void) => ticker.subscribe(everySeconds, listener),
    [everySeconds],
  );
  return useSyncExternalStore(subscribe, () => ticker.now(everySeconds));
}
