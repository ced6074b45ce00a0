import { VisuallyHidden } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../words';

/** Milliseconds between two messages for screen readers. */
const INTERVAL = 5_000;

/** Says to screen readers how many lines have arrived, at most every five seconds, instead of reading each line. */
export function NewLinesStatus({ totalLines }: { totalLines: number }) {
  const t = useWords();
  const [said, setSaid] = useState({ total: totalLines, count: 0 });
  const latest = useRef(totalLines);
  latest.current = totalLines;
  useEffect(() => {
    const timer = setInterval(
      () =>
        setSaid(before =>
          latest.current > before.total
            ? { total: latest.current, count: latest.current - before.total }
            : before,
        ),
      INTERVAL,
    );
    return () => clearInterval(timer);
  }, []);
  return (
    <VisuallyHidden role="status">
      {said.count > 0 && t('logs.follow.newLines', { count: said.count })}
    </VisuallyHidden>
  );
}
