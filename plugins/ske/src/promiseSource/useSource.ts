import { useCallback, useEffect, useState } from 'react';
import {
  readPromiseSource,
  type PromiseSourceContent,
} from './readPromiseSource';

/** A text of this length takes too long to parse while the user types. */
const LARGE = 200_000;
const PAUSE_MILLISECONDS = { small: 250, large: 1_200 };

/** A text and its content. The text is parsed when the user pauses. */
export interface Source {
  text: string;
  setText(text: string): void;
  /** The content at the last pause. */
  content: PromiseSourceContent;
  /** Whether `content` belongs to another text. */
  isReading: boolean;
}

/** Keeps a text and reads the Promises in it. The lines end as in the editor, so that both count the same characters. */
export function useSource(initial = ''): Source {
  const [text, setRaw] = useState(initial);
  const setText = useCallback(
    (next: string) => setRaw(next.replace(/\r\n?/g, '\n')),
    [],
  );
  const [read, setRead] = useState(() => ({
    text: initial,
    content: readPromiseSource(initial),
  }));
  useEffect(() => {
    if (read.text === text) {
      return undefined;
    }
    const pause =
      text.length > LARGE ? PAUSE_MILLISECONDS.large : PAUSE_MILLISECONDS.small;
    const timer = setTimeout(
      () => setRead({ text, content: readPromiseSource(text) }),
      pause,
    );
    return () => clearTimeout(timer);
  }, [text, read.text]);
  return {
    text,
    setText,
    content: read.content,
    isReading: read.text !== text,
  };
}
