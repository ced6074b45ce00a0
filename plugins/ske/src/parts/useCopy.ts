import { useCallback, useEffect, useState } from 'react';
import { useWords } from '../words';
import { announce } from './announce';
import { useReport } from './useReport';

const SECONDS_OF_SUCCESS = 2;

/** Copies texts, and knows which one was copied a moment ago. */
export interface Copying {
  /** The text that was copied within the last seconds. */
  readonly copied: string | undefined;
  /** Copies a text. A failure is shown with what to do instead. */
  copy(text: string, announcement?: string): Promise<void>;
}

/**
 * Copies a text to the clipboard. Browsers have a clipboard only for pages that come over HTTPS or from the same computer, so a portal over plain HTTP has
 * none.
 */
export function useCopy(): Copying {
  const t = useWords();
  const report = useReport();
  const [copied, setCopied] = useState<string>();
  useEffect(() => {
    if (copied === undefined) {
      return undefined;
    }
    const timer = setTimeout(
      () => setCopied(undefined),
      SECONDS_OF_SUCCESS * 1_000,
    );
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = useCallback(
    async (text: string, announcement = t('parts.copied')) => {
      // Absent without HTTPS, although its type says that it is always there.
      const clipboard = navigator.clipboard as Clipboard | undefined;
      if (!clipboard) {
        report(t('parts.copyNeedsHttps'), 'warning');
        return;
      }
      try {
        await clipboard.writeText(text);
        setCopied(text);
        announce(announcement);
      } catch {
        report(t('parts.copyFailed'), 'warning');
      }
    },
    [report, t],
  );
  return { copied, copy };
}
