const LINE_FEED = 10;

/**
 * Splits the body of a watch into frames. A frame is one line of JSON; the chunks of the network can end anywhere.
 */
export class WatchFrames {
  readonly #maxBytes: number;
  #rest: Buffer[] = [];
  #restBytes = 0;

  /** @param maxBytes - the size limit of one frame */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * Adds a chunk, and returns the frames that are complete now.
   *
   * @throws RangeError when a frame is too large
   */
  push(chunk: Buffer): string[] {
    const frames: string[] = [];
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, start);
      if (end === -1) {
        break;
      }
      const frame = this.#complete(chunk.subarray(start, end));
      if (frame.length > 0) {
        frames.push(frame);
      }
      start = end + 1;
    }
    if (start < chunk.length) {
      this.#keep(chunk.subarray(start));
    }
    return frames;
  }

  /** Whether the last frame is incomplete. */
  get isCut(): boolean {
    return this.#restBytes > 0;
  }

  #complete(last: Buffer): string {
    this.#checkSize(last.length);
    if (this.#restBytes === 0) {
      return last.toString('utf8');
    }
    const frame = Buffer.concat([...this.#rest, last]).toString('utf8');
    this.#rest = [];
    this.#restBytes = 0;
    return frame;
  }

  #keep(part: Buffer): void {
    this.#checkSize(part.length);
    this.#rest.push(part);
    this.#restBytes += part.length;
  }

  #checkSize(moreBytes: number): void {
    if (this.#restBytes + moreBytes > this.#maxBytes) {
      throw new RangeError('a frame of the watch is too large');
    }
  }
}
