import { useCallback, useEffect, useRef } from 'react';

/** Returns whether the component is still shown. A response that arrives later must not move the user away from another page. */
export function useIsMounted(): () => boolean {
  const isMounted = useRef(false);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  return useCallback(() => isMounted.current, []);
}
