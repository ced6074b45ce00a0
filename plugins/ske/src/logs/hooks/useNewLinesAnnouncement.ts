import { useEffect, useRef } from 'react';
import { announce } from '../../parts';
import { useWords } from '../../words';

/** Milliseconds between two messages for screen readers. */
const INTERVAL = 5_000;

/** Announces to screen readers how many lines have arrived, at most every five seconds, instead of each line. */
export function useNewLinesAnnouncement(totalLines: number): void {
  const t = useWords();
  const latest = useRef(totalLines);
  latest.current = totalLines;
  const words = useRef(t);
  words.current = t;
  useEffect(() => {
    let spoken = latest.current;
    const timer = setInterval(() => {
      const count = latest.current - spoken;
      if (count > 0) {
        spoken = latest.current;
        announce(words.current('logs.follow.newLines', { count }));
      }
    }, INTERVAL);
    return () => clearInterval(timer);
  }, []);
}
