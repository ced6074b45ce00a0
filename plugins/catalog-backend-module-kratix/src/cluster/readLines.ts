/** A line that no reader would hold in memory. */
export class LineTooLongError extends Error {
  constructor(bytes: number) {
    super(`A line is longer than ${bytes} bytes`);
    this.name = 'LineTooLongError';
  }
}

/**
 * The lines of a stream of UTF-8, without blank ones. What follows the last line break is no line: it is half of an event that was cut off.
 */
export async function* readLines(
  stream: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<string> {
  // Pieces of a long line are joined once, at its end: it may come in hundreds of them.
  let pieces: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    for (;;) {
      const end = rest.indexOf(0x0a);
      const piece = end < 0 ? rest : rest.subarray(0, end);
      size += piece.length;
      if (size > maxBytes) {
        throw new LineTooLongError(maxBytes);
      }
      if (piece.length > 0) {
        pieces.push(piece);
      }
      if (end < 0) {
        break;
      }
      if (size > 0) {
        yield Buffer.concat(pieces, size).toString('utf8');
      }
      pieces = [];
      size = 0;
      rest = rest.subarray(end + 1);
    }
  }
}
