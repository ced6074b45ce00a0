import { toastApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { useCallback, useEffect, useState } from 'react';
import { useWords } from '../words';
import { announce } from './announce';

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
  const toasts = useApiHolder().get(toastApiRef);
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

  const fail = useCallback(
    (message: string) => {
      announce(message);
      toasts?.post({ title: message, status: 'warning' });
    },
    [toasts],
  );

  const copy = useCallback(
    async (text: string, announcement = t('parts.copied')) => {
      // Absent without HTTPS, although its type says that it is always there.
      const clipboard = navigator.clipboard as Clipboard | undefined;
      if (!clipboard) {
        fail(t('parts.copyNeedsHttps'));
        return;
      }
      try {
        await clipboard.writeText(text);
        setCopied(text);
        announce(announcement);
      } catch {
        fail(t('parts.copyFailed'));
      }
    },
    [fail, t],
  );
  return { copied, copy };
}
