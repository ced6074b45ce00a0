import { Readable } from 'node:stream';
import { CallFailure } from '../connection/CallFailure';
import type { BodySink, OpenAnswer } from '../connection/Exchange';

/** How much is buffered for a slow reader, before the API server has to wait. */
const BUFFER_BYTES = 64 * 1024;

/**
 * The body of one answer as a stream. Chunks are passed on as they arrive; while the reader does not read, the API server waits.
 */
export class BodyStream extends Readable implements BodySink {
  readonly #onClose: () => void;
  readonly #toError: (failure: CallFailure) => unknown;
  #answer: OpenAnswer | undefined;
  #isOver = false;
  #isComplete = false;

  /**
   * @param options - `onClose` is called once, when the body has ended, failed or was destroyed; `toError` makes the error that the reader gets
   */
  constructor(options: {
    onClose: () => void;
    toError: (failure: CallFailure) => unknown;
  }) {
    super({ highWaterMark: BUFFER_BYTES });
    this.#onClose = options.onClose;
    this.#toError = options.toError;
    // An error event without a listener would end the process.
    this.on('error', () => {});
  }

  /** Undefined until the headers have arrived. */
  get answer(): OpenAnswer | undefined {
    return this.#answer;
  }

  /** Whether the API server has sent the whole body. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  onStart(answer: OpenAnswer): void {
    this.#answer = answer;
    if (this.#isOver) {
      answer.close();
    }
  }

  onData(chunk: Buffer): void {
    if (!this.push(chunk)) {
      this.#answer?.pause();
    }
  }

  onEnd(): void {
    this.#isComplete = true;
    this.finish();
  }

  onFailure(failure: CallFailure): void {
    this.#isOver = true;
    const error = this.#toError(failure);
    this.destroy(error instanceof Error ? error : failure);
  }

  /** Ends the stream for its reader, although the API server may have more. */
  finish(): void {
    if (!this.#isOver) {
      this.#isOver = true;
      this.#answer?.close();
      this.push(null);
    }
  }

  override _read(): void {
    this.#answer?.resume();
  }

  override _destroy(
    error: Error | null,
    callback: (error?: Error | null) => void,
  ): void {
    this.#isOver = true;
    this.#answer?.close();
    this.#onClose();
    callback(error);
  }
}
