import { Readable } from 'node:stream';
import { CallFailure } from '../connection/CallFailure';
import type { BodySink, OpenResponse } from '../connection/Exchange';

/** How much is buffered for a slow reader, before the API server has to wait. */
const BUFFER_BYTES = 64 * 1024;

/**
 * The body of one response as a stream. Chunks are passed on as they arrive. While the reader does not read, the stream makes the API server wait.
 */
export class BodyStream extends Readable implements BodySink {
  readonly #onClose: () => void;
  readonly #toError: (failure: CallFailure) => unknown;
  #response: OpenResponse | undefined;
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
  get response(): OpenResponse | undefined {
    return this.#response;
  }

  /** Whether the API server has sent the whole body. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  onStart(response: OpenResponse): void {
    this.#response = response;
    if (this.#isOver) {
      response.close();
    }
  }

  onData(chunk: Buffer): void {
    if (!this.push(chunk)) {
      this.#response?.pause();
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
      this.#response?.close();
      this.push(null);
    }
  }

  override _read(): void {
    this.#response?.resume();
  }

  override _destroy(
    error: Error | null,
    callback: (error?: Error | null) => void,
  ): void {
    this.#isOver = true;
    this.#response?.close();
    this.#onClose();
    callback(error);
  }
}
