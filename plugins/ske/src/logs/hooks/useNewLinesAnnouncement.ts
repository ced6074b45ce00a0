import { useEffect, useRef } from 'react';
import { announce } from '../../parts';
import { useWords } from '../../words';
import { NewLines, type CountedLog } from './NewLines';

const CHECK_SECONDS = 1;
/** Seconds until the first message, and between two messages at most. A message that never ends disturbs the reading of the page. */
const FIRST_PAUSE = 10;
const LONGEST_PAUSE = 60;

/** Announces to screen readers how many lines have arrived, instead of each line. The pause between two messages becomes longer while lines arrive. */
export function useNewLinesAnnouncement(
  logs: ReadonlyMap<string, CountedLog>,
): void {
  const t = useWords();
  const latest = useRef(logs);
  latest.current = logs;
  const words = useRef(t);
  words.current = t;
  useEffect(() => {
    const lines = new NewLines();
    let pause = FIRST_PAUSE;
    let passed = 0;
    const timer = setInterval(() => {
      lines.look([...latest.current.values()]);
      passed += CHECK_SECONDS;
      if (passed < pause) {
        return;
      }
      passed = 0;
      const count = lines.take();
      pause = count > 0 ? Math.min(LONGEST_PAUSE, pause * 2) : FIRST_PAUSE;
      if (count > 0) {
        announce(words.current('logs.follow.newLines', { count }));
      }
    }, CHECK_SECONDS * 1_000);
    return () => clearInterval(timer);
  }, []);
}
