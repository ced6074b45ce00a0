import { useEffect, useRef } from 'react';
import { announce } from '../parts';

/** Announces a text to screen readers when it changes, and not when the page opens. */
export function useStateAnnouncement(text: string): void {
  const spoken = useRef(text);
  useEffect(() => {
    if (spoken.current !== text) {
      spoken.current = text;
      announce(text);
    }
  }, [text]);
}
