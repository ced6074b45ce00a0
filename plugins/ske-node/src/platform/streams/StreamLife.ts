import { SkeError, StreamEndReason } from '@kratix-portal/plugin-ske-common';
import type { StreamCall } from '../calls/PlatformCall';

/**
 * How a stream ended.
 *
 * @public
 */
export interface StreamEnd {
  /** What ended it. */
  reason: StreamEndReason;
  /** With `failed` and `expired`. */
  error?: SkeError;
}

/**
 * How long a stream may last. It is authenticated only when it is opened, so it must end when whoever opened it would not be let in any
 * more (S26).
 */
export class StreamLife {
  /** How long it lasts from its beginning, if nothing ends it before. */
  readonly lastsMs: number;
  /** Called when it is over; the stream sets it. */
  onOver: ((reason: StreamEndReason) => void) | undefined;
  readonly #call: StreamCall;
  readonly #timer: NodeJS.Timeout;

  /** @throws SkeError `session-ended` when the caller's token or session has ended already; or why the caller left */
  constructor(call: StreamCall, streamMs: number) {
    call.signal?.throwIfAborted();
    if (call.sessionSignal?.aborted) {
      throw sessionEnded();
    }
    const tokenMs = remainingTokenMs(call);
    this.#call = call;
    const mostMs = Math.min(call.streamMs ?? streamMs, streamMs);
    const reason = tokenMs < mostMs ? 'token-expired' : 'time-limit';
    this.lastsMs = Math.min(tokenMs, mostMs);
    this.#timer = setTimeout(() => this.onOver?.(reason), this.lastsMs);
    call.signal?.addEventListener('abort', this);
    call.sessionSignal?.addEventListener('abort', this);
  }

  /** The stream is over. */
  end(): void {
    clearTimeout(this.#timer);
    this.#call.signal?.removeEventListener('abort', this);
    this.#call.sessionSignal?.removeEventListener('abort', this);
  }

  /** For the signals alone. */
  handleEvent(): void {
    this.onOver?.(this.#call.signal?.aborted ? 'caller-left' : 'session-ended');
  }
}

/** How much longer the caller's token says that it is good for. */
function remainingTokenMs({ identity }: StreamCall): number {
  const { expiresAtMs } = identity;
  const remaining =
    expiresAtMs === undefined ? Infinity : expiresAtMs - Date.now();
  if (remaining <= 0) {
    throw sessionEnded();
  }
  return remaining;
}

function sessionEnded(): SkeError {
  return new SkeError({
    code: 'session-ended',
    message: 'Your session with the OIDC provider is over.',
    hint: 'Reload the page; if that does not help, sign out of the portal and sign in again.',
  });
}
