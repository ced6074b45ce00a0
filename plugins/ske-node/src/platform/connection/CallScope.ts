/** Why a call is to stop before it has its answer. */
export type StopReason = 'caller-left' | 'deadline';

/** Something that a call waits for. */
export interface Stoppable {
  stop(reason: StopReason): void;
}

/**
 * How long a call may go on: until its deadline, or until its caller goes away, whichever comes first. One scope spans everything that a
 * call does: its wait for a connection, each attempt, and the pauses between them.
 *
 * One object with one timer and at most one listener, as there is one for each call.
 */
export class CallScope {
  /** What is told, once, that the call is to stop: whatever the call waits for at the moment. */
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

  /** The call is over. */
  end(): void {
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener('abort', this);
  }

  /** For the signal alone. */
  handleEvent(): void {
    this.stop('caller-left');
  }

  /** Resolves after the time, when something else has happened, or as soon as the call is to stop. */
  async pause(ms: number, happened?: Promise<void>): Promise<void> {
    if (this.#stopped !== undefined) {
      return;
    }
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve, reject) => {
      timer = setTimeout(resolve, ms);
      this.current = { stop: () => resolve() };
      happened?.then(resolve, reject);
    });
    clearTimeout(timer);
    this.current = undefined;
  }
}

function expire(scope: CallScope): void {
  scope.stop('deadline');
}
