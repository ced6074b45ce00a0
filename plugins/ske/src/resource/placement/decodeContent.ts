/** The page shows at most this much of one file, because it is not an editor, and because a gzip bomb must not fill the memory. */
export const MAX_CONTENT_BYTES = 256 * 1024;

/** The content of a file that a pipeline wrote. */
export interface DecodedContent {
  readonly text: string;
  /** Whether the file is longer than `text`. */
  readonly isCut: boolean;
}

/**
 * Decodes the `content` of a workload, which is gzip in base64. Decompression stops at {@link MAX_CONTENT_BYTES}.
 *
 * @throws if the content is not base64 of gzip, or not UTF-8 text
 */
export async function decodeContent(content: string): Promise<DecodedContent> {
  const compressed = Uint8Array.from(atob(content), char => char.charCodeAt(0));
  const reader = new Blob([compressed])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'))
    .getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  while (length <= MAX_CONTENT_BYTES) {
    const { done, value } = await reader.read();
    if (done) {
      return { text: toText(chunks, false), isCut: false };
    }
    chunks.push(value);
    length += value.length;
  }
  await reader.cancel();
  return { text: toText(chunks, true), isCut: true };
}

function toText(chunks: readonly Uint8Array[], isCut: boolean): string {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parts = chunks.map(chunk => decoder.decode(chunk, { stream: true }));
  // The last character of a cut text may be incomplete, which is not an error.
  const text = parts.join('') + (isCut ? '' : decoder.decode());
  return isCut ? text.slice(0, MAX_CONTENT_BYTES) : text;
}
