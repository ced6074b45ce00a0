import { useMemo, useState, type ComponentProps } from 'react';
import { useDraft, type DraftOffer } from '../drafts';
import { textAt } from '../values';
import { holdsSecrets } from './holdsSecrets';
import type { Source } from './useSource';

/** The draft of a text. */
export interface SourceDraft {
  /** The draft of an earlier visit. */
  readonly offer?: ComponentProps<typeof DraftOffer>;
  /** Whether the text has values that look like secrets, so that no draft of it is kept. */
  readonly isLeftOut: boolean;
  /** Removes the draft for good: the text was sent. */
  remove(): void;
}

/** Keeps a draft of the text that could last be parsed when the user paused. A text with values that look like secrets has no draft. */
export function useSourceDraft(form: string, source: Source): SourceDraft {
  const { text, isReading, content, setText } = source;
  const [initial] = useState(text);
  const [known, setKnown] = useState<{
    content: typeof content;
    text?: string;
    isLeftOut: boolean;
  }>({ content, isLeftOut: false });
  if (!isReading && known.content !== content) {
    const isSecret = text !== initial && holdsSecrets(text);
    setKnown({
      content,
      isLeftOut: isSecret === true,
      // A text that cannot be parsed yet does not replace the draft of the last text that could.
      ...(isSecret === undefined
        ? known.text !== undefined && { text: known.text }
        : !isSecret && text !== initial && text.trim() !== '' && { text }),
    });
  }
  const draft = useDraft(
    form,
    useMemo(
      () => (known.text === undefined ? undefined : { text: known.text }),
      [known.text],
    ),
  );
  const { found } = draft;
  const stored = textAt(found?.value, 'text');
  return {
    isLeftOut: known.isLeftOut,
    remove: draft.remove,
    ...(found &&
      stored !== undefined && {
        offer: {
          draft: found,
          onTake: () => {
            setText(stored);
            draft.settle();
          },
          onDiscard: draft.discard,
        },
      }),
  };
}
