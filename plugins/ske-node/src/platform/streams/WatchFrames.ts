const LINE_FEED = 10;

/**
 * Cuts the body of a watch into its frames, one JSON text on a line each, wherever the network cut it.
 */
export class WatchFrames {
  readonly #mostBytes: number;
  #rest: Buffer[] = [];
  #restBytes = 0;

  /** @param mostBytes - the largest frame */
  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /**
   * The frames that a piece completes.
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
      const frame = this.#take(chunk.subarray(start, end));
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

  /** Whether a frame has begun that is not whole. */
  get isCut(): boolean {
    return this.#restBytes > 0;
  }

  #take(last: Buffer): string {
    this.#check(last.length);
    if (this.#restBytes === 0) {
      return last.toString('utf8');
    }
    const frame = Buffer.concat([...this.#rest, last]).toString('utf8');
    this.#rest = [];
    this.#restBytes = 0;
    return frame;
  }

  #keep(part: Buffer): void {
    this.#check(part.length);
    this.#rest.push(part);
    this.#restBytes += part.length;
  }

  #check(moreBytes: number): void {
    if (this.#restBytes + moreBytes > this.#mostBytes) {
      throw new RangeError('a frame of the watch is too large');
    }
  }
}
