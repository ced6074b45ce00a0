import { useEffect, useRef } from 'react';
import { announce, useLocale } from '../../parts';
import { useWords } from '../../words';
import type { RequestFilters } from '../filters';

/** The user has stopped typing after this time. */
const PATIENCE_MS = 700;

/** Announces to screen readers how many requests match after the filters changed. Live changes are not announced. */
export function useAnnouncedCount(
  shown: number,
  filters: RequestFilters,
): void {
  const t = useWords();
  const locale = useLocale();
  const text = t('requests.count', {
    count: shown,
    formatted: shown.toLocaleString(locale),
  });
  const latest = useRef(text);
  latest.current = text;
  const isFirst = useRef(true);
  const key = JSON.stringify(filters);
  useEffect(() => {
    if (isFirst.current) {
      isFirst.current = false;
      return undefined;
    }
    const timer = setTimeout(() => announce(latest.current), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [key]);
}
