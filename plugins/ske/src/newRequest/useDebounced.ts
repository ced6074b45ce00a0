import { useEffect, useState } from 'react';

/** How long a user pauses while typing before a check is worth a request. */
const PAUSE_MS = 400;

/** The value, after it has not changed for a moment. */
export function useDebounced<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
