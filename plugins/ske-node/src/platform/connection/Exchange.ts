import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { CallFailure, FailureReason } from './CallFailure';
import type { Stoppable } from './CallScope';

/** A response whose body was read completely. */
export interface WholeResponse {
  statusCode: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Receives the body of a successful response chunk by chunk. */
export interface BodySink {
  /** Called when the headers of a successful response have arrived. The body follows. */
  onStart(response: OpenResponse): void;
  onData(chunk: Buffer): void;
  onEnd(): void;
  /** Only called after `onStart`. */
  onFailure(failure: CallFailure): void;
}

/** A successful response whose body is still streaming. */
export interface OpenResponse {
  statusCode: number;
  headers: IncomingHttpHeaders;
  /** Stops reading, so that the API server has to wait. */
  pause(): void;
  resume(): void;
  /** Closes the connection. The sink is not called any more. */
  close(): void;
}

/** The pool that an exchange belongs to. */
export interface ExchangeOwner {
  /** The size limit of a response that is read completely. */
  responseBytes: number;
  /** The proxy between the portal and the API server, for messages. */
  proxy?: string;
  /** Called when the headers of the response have arrived. */
  answered(): void;
  /** Called once, when undici has finished the exchange, and its connection is free or closed. */
  over(): void;
}

// undici needs an Error to abort a request. No caller sees this error, because the promise was settled before.
const ABORTED = new Error('aborted');

/**
 * One request and its response, as a handler of undici's events.
 *
 * The promise resolves with the response, or with `undefined` if a sink receives the body. It rejects with a CallFailure.
 */
export class Exchange
  implements Dispatcher.DispatchHandler, Stoppable, OpenResponse
{
  statusCode = 0;
  headers: IncomingHttpHeaders = {};
  readonly #owner: ExchangeOwner;
  readonly #sink: BodySink | undefined;
  readonly #resolve: (response: WholeResponse | undefined) => void;
  readonly #reject: (failure: CallFailure) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #isSettled = false;
  #isClosed = false;
  #isStreaming = false;
  #chunks: Buffer[] = [];
  #bytes = 0;

  constructor(options: {
    owner: ExchangeOwner;
    sink?: BodySink;
    resolve: (response: WholeResponse | undefined) => void;
    reject: (failure: CallFailure) => void;
  }) {
    this.#owner = options.owner;
    this.#sink = options.sink;
    this.#resolve = options.resolve;
    this.#reject = options.reject;
  }

  /** Ends the exchange at any point, even while undici is still opening its connection. */
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
      proxy: this.#owner.proxy,
    });
    if (this.#isStreaming && !this.#isClosed) {
      this.#isClosed = true;
      this.#sink?.onFailure(failure);
    }
    this.#fail(failure);
    this.#owner.over();
  }

  /** undici starts a request when its connection is open and the first byte is about to be written. */
  get #isSent(): boolean {
    return this.#controller !== undefined;
  }

  #keep(chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#owner.responseBytes) {
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

  #settle(response: WholeResponse | undefined): void {
    if (!this.#isSettled) {
      this.#isSettled = true;
      this.#resolve(response);
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
