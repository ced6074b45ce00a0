import { useEffect, useState } from 'react';

/** Lists of different kinds arrive one after the other, usually within a few hundred milliseconds. */
const PATIENCE_MS = 1_500;

/**
 * Whether the rows may be shown, because all lists have been read or because reading them takes long. Each list that arrives later moves rows, since
 * all are sorted together. Rows that have been shown stay visible.
 */
export function useSettled(isLoading: boolean, hasRows: boolean): boolean {
  const [isSettled, setSettled] = useState(!isLoading);
  if (!isSettled && !isLoading) {
    // React renders again at once, before anything is drawn.
    setSettled(true);
  }
  const isWaiting = !isSettled && hasRows;
  useEffect(() => {
    if (!isWaiting) {
      return undefined;
    }
    const timer = setTimeout(() => setSettled(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [isWaiting]);
  return isSettled || !isLoading;
}
