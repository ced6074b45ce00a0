import { Readable } from 'node:stream';
import { CallFailure } from '../connection/CallFailure';
import type { BodySink, OpenAnswer } from '../connection/Exchange';

/** A success whose body is passed on as it comes: nobody here looks at it. */
export interface PlatformStream {
  /** Destroy it when its reader goes away: the call to the cluster is ended too. Fails with one of our errors. */
  body: Readable;
  /** The answer's media type. */
  contentType: string;
  /** In bytes, if the API server said so before. */
  contentLength?: number;
  auditId?: string;
  warnings: string[];
}

/** How much waits in our memory for the reader of a stream, before the API server is made to wait. */
const BUFFER_BYTES = 64 * 1024;

/**
 * The body of one answer, as a stream. What comes is handed on at once; while nobody reads, the API server waits.
 */
export class BodyStream extends Readable implements BodySink {
  readonly #onClose: () => void;
  readonly #toError: (failure: CallFailure) => unknown;
  #answer: OpenAnswer | undefined;
  #isOver = false;
  #isComplete = false;

  /**
   * @param options - `onClose` is called once, when nothing more comes or is wanted; `toError` makes of a failure what a reader is told
   */
  constructor(options: {
    onClose: () => void;
    toError: (failure: CallFailure) => unknown;
  }) {
    super({ highWaterMark: BUFFER_BYTES });
    this.#onClose = options.onClose;
    this.#toError = options.toError;
    // Whoever reads is told of a failure. When nobody does, it must not end the process.
    this.on('error', () => {});
  }

  /** Undefined until the answer has begun. */
  get answer(): OpenAnswer | undefined {
    return this.#answer;
  }

  /** Whether the answer came to its end. */
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

  /** Ends it as if the answer ended here. */
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
