import { useSyncExternalStore } from 'react';

/** Below this width a table of this many columns cannot be read. */
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
