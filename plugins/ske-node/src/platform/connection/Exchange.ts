import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { CallFailure, FailureReason } from './CallFailure';
import type { Stoppable } from './CallScope';

/** An answer that was read whole. */
export interface WholeAnswer {
  statusCode: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Takes the body of a successful answer piece by piece, instead of having it read whole. */
export interface BodySink {
  /** A success has begun; its body follows. */
  onStart(answer: OpenAnswer): void;
  onData(chunk: Buffer): void;
  onEnd(): void;
  /** After `onStart` only. */
  onFailure(failure: CallFailure): void;
}

/** A success whose body is still to come. */
export interface OpenAnswer {
  statusCode: number;
  headers: IncomingHttpHeaders;
  /** Makes the API server wait. */
  pause(): void;
  resume(): void;
  /** Ends the connection; nothing is told to the sink any more. */
  close(): void;
}

/** Whoever has the connections. */
export interface ExchangeOwner {
  /** The largest answer that is read whole. */
  answerBytes: number;
  /** An answer has begun. */
  answered(): void;
  /** undici has nothing more to do for this one: its connection is free, or gone. Told once. */
  over(): void;
}

// undici wants an Error to abort with. It is never seen: whoever aborts has told the caller already.
const ABORTED = new Error('aborted');

/**
 * One request and its answer: what undici tells of them.
 *
 * The promise settles once: with an answer, or with `undefined` when a sink takes the body, or it fails with a CallFailure.
 */
export class Exchange
  implements Dispatcher.DispatchHandler, Stoppable, OpenAnswer
{
  statusCode = 0;
  headers: IncomingHttpHeaders = {};
  readonly #owner: ExchangeOwner;
  readonly #sink: BodySink | undefined;
  readonly #resolve: (answer: WholeAnswer | undefined) => void;
  readonly #reject: (failure: CallFailure) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #isSettled = false;
  #isClosed = false;
  #isStreaming = false;
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(
    owner: ExchangeOwner,
    sink: BodySink | undefined,
    resolve: (answer: WholeAnswer | undefined) => void,
    reject: (failure: CallFailure) => void,
  ) {
    this.#owner = owner;
    this.#sink = sink;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** Ends it, wherever it is: also while it waits for its connection, which undici by itself would not. */
  stop(reason: FailureReason): void {
    const failure = new CallFailure({ reason, isSent: this.#isSent });
    if (this.#isStreaming && !this.#isClosed) {
      this.#isClosed = true;
      this.#sink?.onFailure(failure);
    }
    this.#fail(failure);
    this.#abort();
  }

  pause(): void {
    this.#controller?.pause();
  }

  resume(): void {
    this.#controller?.resume();
  }

  close(): void {
    if (!this.#isClosed) {
      this.#abort();
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isClosed) {
      controller.abort(ABORTED);
    }
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    statusCode: number,
    headers: IncomingHttpHeaders,
  ): void {
    if (statusCode < 200) {
      return;
    }
    this.#owner.answered();
    this.statusCode = statusCode;
    this.headers = headers;
    if (this.#sink && statusCode < 300) {
      this.#isStreaming = true;
      this.#sink.onStart(this);
      this.#settle(undefined);
    }
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    if (!this.#isStreaming) {
      this.#keep(chunk);
    } else if (!this.#isClosed) {
      this.#sink?.onData(chunk);
    }
  }

  onResponseEnd(): void {
    if (this.#isStreaming) {
      if (!this.#isClosed) {
        this.#isClosed = true;
        this.#sink?.onEnd();
      }
    } else {
      this.#settle({
        statusCode: this.statusCode,
        headers: this.headers,
        text: toText(this.#chunks),
      });
    }
    this.#owner.over();
  }

  onResponseError(_: unknown, error: Error): void {
    const failure = new CallFailure({
      reason: isTooLarge(error) ? 'too-large' : 'transport',
      isSent: this.#isSent,
      cause: error,
    });
    if (this.#isStreaming && !this.#isClosed) {
      this.#isClosed = true;
      this.#sink?.onFailure(failure);
    }
    this.#fail(failure);
    this.#owner.over();
  }

  /** undici starts a request when its connection is there and the first byte is about to be written. */
  get #isSent(): boolean {
    return this.#controller !== undefined;
  }

  #keep(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#owner.answerBytes) {
      this.stop('too-large');
    } else {
      this.#chunks.push(chunk);
    }
  }

  #abort(): void {
    this.#isClosed = true;
    this.#chunks = [];
    this.#controller?.abort(ABORTED);
  }

  #settle(answer: WholeAnswer | undefined): void {
    if (!this.#isSettled) {
      this.#isSettled = true;
      this.#resolve(answer);
    }
  }

  #fail(failure: CallFailure): void {
    if (!this.#isSettled) {
      this.#isSettled = true;
      this.#chunks = [];
      this.#reject(failure);
    }
  }
}

function toText(chunks: Buffer[]): string {
  return chunks.length === 1
    ? chunks[0].toString('utf8')
    : Buffer.concat(chunks).toString('utf8');
}

function isTooLarge(error: Error): boolean {
  return 'code' in error && error.code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
}
