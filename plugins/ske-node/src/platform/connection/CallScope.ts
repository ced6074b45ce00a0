/** Why a call has to stop before its response arrives. */
export type StopReason = 'caller-left' | 'deadline';

/** Something that a call waits for. */
export interface Stoppable {
  stop(reason: StopReason): void;
}

/**
 * The lifetime of a call: it ends at the deadline, or earlier if the caller's signal is aborted. One scope covers all
 * steps of a call: the wait for a connection, each attempt, and the pauses between attempts.
 *
 * Each call has a scope, so a scope must be cheap: it is one object with one timer and at most one listener.
 */
export class CallScope {
  /** The step that the call waits for at the moment. It is stopped once, when the call has to stop. */
  current: Stoppable | undefined;
  readonly #signal: AbortSignal | undefined;
  readonly #timer: NodeJS.Timeout;
  #stopped: StopReason | undefined;

  constructor(deadlineMs: number, signal: AbortSignal | undefined) {
    this.#signal = signal;
    this.#timer = setTimeout(expire, deadlineMs, this);
    if (signal?.aborted) {
      this.#stopped = 'caller-left';
    } else {
      signal?.addEventListener('abort', this);
    }
  }

  get stopped(): StopReason | undefined {
    return this.#stopped;
  }

  stop(reason: StopReason): void {
    if (this.#stopped === undefined) {
      this.#stopped = reason;
      this.end();
      this.current?.stop(reason);
    }
  }

  /** Removes the timer and the listener. Called when the call is over. */
  end(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this);
  }

  /** The listener on the signal. */
  handleEvent(): void {
    this.stop('caller-left');
  }

  /** Resolves after the given time, when `event` settles, or as soon as the call has to stop. */
  async pause(ms: number, event?: Promise<void>): Promise<void> {
    if (this.#stopped !== undefined) {
      return;
    }
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(resolve, ms);
      this.current = { stop: () => resolve() };
      event?.then(resolve, reject);
    });
    clearTimeout(timer);
    this.current = undefined;
  }
}

function expire(scope: CallScope): void {
  scope.stop('deadline');
}
