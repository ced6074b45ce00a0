import { SkeError, StreamEndReason } from '@kratix-portal/plugin-ske-common';
import type { PlatformIdentity } from '../../credentials';
import type { StreamCall } from '../calls/PlatformCall';
import { RELOAD_OR_SIGN_IN } from '../../credentials/identity/signInHints';

/**
 * How a stream ended.
 *
 * @public
 */
export interface StreamEnd {
  /** Why the stream ended. */
  reason: StreamEndReason;
  /** Set if the reason is `failed` or `expired`. */
  error?: SkeError;
}

/** The signals and limits that can end a stream. */
export type StreamLifeCall = Pick<
  StreamCall,
  'signal' | 'sessionSignal' | 'streamMs'
> & { identity: StreamIdentity };

/** The part of an identity that ends a stream. */
export type StreamIdentity = Pick<PlatformIdentity, 'expiresAtMs'> & {
  onSessionEnd?(listener: () => void): () => void;
};

/**
 * The lifetime of a stream. The API server authenticates a stream only when the stream is opened, so the portal ends the stream when the token
 * or the session of its caller ends (S26).
 */
export class StreamLife {
  /** How long the stream lasts at most. */
  readonly lastsMs: number;
  /** Called when the stream has to end; the stream sets it. */
  onOver: ((reason: StreamEndReason) => void) | undefined;
  readonly #call: StreamLifeCall;
  readonly #timer: NodeJS.Timeout;
  readonly #leaveSession: (() => void) | undefined;

  /** @throws SkeError `session-ended` when the caller's token or session has ended already; or the reason of the caller's signal */
  constructor(call: StreamLifeCall, streamMs: number) {
    call.signal?.throwIfAborted();
    if (call.sessionSignal?.aborted) {
      throw sessionEnded();
    }
    const tokenMs = remainingTokenMs(call);
    this.#call = call;
    const limitMs = Math.min(call.streamMs ?? streamMs, streamMs);
    const reason = tokenMs < limitMs ? 'token-expired' : 'time-limit';
    this.lastsMs = Math.min(tokenMs, limitMs);
    this.#timer = setTimeout(() => this.onOver?.(reason), this.lastsMs);
    call.signal?.addEventListener('abort', this);
    call.sessionSignal?.addEventListener('abort', this);
    this.#leaveSession = call.identity.onSessionEnd?.(() =>
      this.onOver?.('session-ended'),
    );
  }

  /** Removes the timer and the listeners. Called when the stream has ended. */
  end(): void {
    clearTimeout(this.#timer);
    this.#leaveSession?.();
    this.#call.signal?.removeEventListener('abort', this);
    this.#call.sessionSignal?.removeEventListener('abort', this);
  }

  /** The listener on both signals. */
  handleEvent(): void {
    this.onOver?.(this.#call.signal?.aborted ? 'caller-left' : 'session-ended');
  }
}

/** The time until the caller's token expires. */
function remainingTokenMs({ identity }: StreamLifeCall): number {
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
    hint: RELOAD_OR_SIGN_IN,
  });
}
