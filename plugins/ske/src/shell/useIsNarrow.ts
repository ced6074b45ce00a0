import { useSyncExternalStore } from 'react';

/** Below this width the header of Backstage has no room for the names of objects. It is the breakpoint `xs` of Backstage UI. */
const NARROW = '(max-width: 639px)';

/** Whether the window is as narrow as a phone. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => query()?.matches ?? false);
}

function subscribe(onChange: () => void): () => void {
  const list = query();
  list?.addEventListener('change', onChange);
  return () => list?.removeEventListener('change', onChange);
}

/** Undefined where the document has no media, as in tests. */
function query(): MediaQueryList | undefined {
  return window.matchMedia?.(NARROW);
}
