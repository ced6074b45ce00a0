import { useEffect, useState } from 'react';

/** Counts how often the user came back to the browser tab. */
export function useReturns(): number {
  const [returns, setReturns] = useState(0);
  useEffect(() => {
    const count = () => {
      if (document.visibilityState === 'visible') {
        setReturns(before => before + 1);
      }
    };
    document.addEventListener('visibilitychange', count);
    return () => document.removeEventListener('visibilitychange', count);
  }, []);
  return returns;
}
