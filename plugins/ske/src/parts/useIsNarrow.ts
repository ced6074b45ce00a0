import { useSyncExternalStore } from 'react';

/**
 * Below the breakpoint `xs` of Backstage UI, a table with the columns of the pages cannot be read, and the header has no room for the names of
 * objects.
 */
const NARROW = '(max-width: 639px)';

/** Whether the window is as narrow as a phone. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow);
}

function subscribe(notify: () => void): () => void {
  const query = window.matchMedia?.(NARROW);
  query?.addEventListener('change', notify);
  return () => query?.removeEventListener('change', notify);
}

function isNarrow(): boolean {
  return window.matchMedia?.(NARROW).matches ?? false;
}
