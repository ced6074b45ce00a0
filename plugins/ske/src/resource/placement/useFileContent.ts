import { useEffect, useState } from 'react';
import { decodeContent } from './decodeContent';

/** The content of a file, decoded when the user opens it. */
export type FileContent =
  | { readonly type: 'closed' }
  | { readonly type: 'decoding' }
  | { readonly type: 'failed' }
  | {
      readonly type: 'decoded';
      readonly text: string;
      /** The text without values that look like a secret. */
      readonly masked: string;
      /** The number of values that are hidden in the content. */
      readonly hidden: number;
      readonly isCut: boolean;
    };

interface Decoded {
  readonly content: string;
  readonly result: FileContent;
}

/** Decodes the content while it is open. The library that finds secrets in YAML is read with the first file. */
export function useFileContent(
  content: string | undefined,
  isOpen: boolean,
): FileContent {
  const [decoded, setDecoded] = useState<Decoded>();
  useEffect(() => {
    if (!isOpen || content === undefined) {
      return undefined;
    }
    let isCurrent = true;
    decode(content).then(result => {
      if (isCurrent) {
        setDecoded({ content, result });
      }
    });
    return () => {
      isCurrent = false;
    };
  }, [content, isOpen]);
  if (!isOpen) {
    return { type: 'closed' };
  }
  if (content === undefined) {
    return { type: 'failed' };
  }
  return decoded?.content === content ? decoded.result : { type: 'decoding' };
}

async function decode(content: string): Promise<FileContent> {
  try {
    const { text, isCut } = await decodeContent(content);
    const { maskSecrets } = await import('./maskSecrets');
    const { text: masked, hidden } = maskSecrets(text);
    return { type: 'decoded', text, masked, hidden, isCut };
  } catch {
    return { type: 'failed' };
  }
}
