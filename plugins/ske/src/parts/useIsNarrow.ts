import { useSyncExternalStore } from 'react';

/** A table with the columns of the pages cannot be read in a window that is narrower than 600 px. */
const NARROW = '(max-width: 599px)';

/** Whether the window is too narrow for a table. */
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
