import { setMaxListeners } from 'node:events';
import {
  SkeError,
  StreamEndReason,
  WatchEndReason,
} from '@kratix-portal/plugin-ske-common';
import type { PlatformIdentity } from '../../credentials';
import { StreamLife } from '../../platform/streams/StreamLife';
import type { OperationAudit } from '../audit/OperationAudit';
import type { StreamShutdown } from '../streams/StreamShutdown';
import { toEndReason, toStreamError } from './endReasons';
import { ListSlots } from './ListSlots';
import { MessageQueue } from './MessageQueue';
import type { WatchManyMessage, WatchMessage } from './WatchMessage';

// The most lists that one stream reads at a time. A list takes up to 16 MiB for a page, and one of the 64 connections that all users share. Without this
// limit one stream could take 50 of these connections.
const LISTS_AT_ONCE = 4;

// These errors concern the whole stream, although one subscription may notice them first.
const ENDS_OF_STREAM: ReadonlySet<WatchEndReason> = new Set<WatchEndReason>([
  'token-expired',
  'session-ended',
  'time-limit',
  'shutdown',
  'slow-client',
]);

const LASTING = { expiresAtMs: undefined };

/** Receives the messages of one subscription, and its audit event. */
export type DeliverSubscription = (
  messages: AsyncIterable<WatchMessage>,
  audit: OperationAudit,
) => Promise<void>;

/**
 * One stream with the messages of many subscriptions.
 *
 * The end of a subscription is one of its messages, and does not end the other subscriptions. The stream itself ends with the token or the session of its caller, at
 * its time limit, when the backend stops, or when the caller disconnects. The end of the stream ends all subscriptions.
 */
export class SubscriptionStream {
  readonly #shutdown: StreamShutdown;
  readonly #life: StreamLife;
  readonly #queue = new MessageQueue<WatchManyMessage>();
  readonly #slots = new ListSlots(LISTS_AT_ONCE);
  readonly #controller = new AbortController();
  #ended: WatchEndReason | 'caller-left' | undefined;

  /** @throws SkeError when the caller's token has expired already; or the reason of the caller's signal */
  constructor(options: {
    identity: PlatformIdentity;
    signal: AbortSignal | undefined;
    shutdown: StreamShutdown;
    streamMs: number;
  }) {
    const { identity, signal, shutdown, streamMs } = options;
    // Every subscription adds listeners.
    setMaxListeners(0, this.#controller.signal);
    this.#shutdown = shutdown;
    this.#life = new StreamLife(
      {
        // The expiry of the token does not end the stream, because the subscriptions renew the token.
        identity: identity.isRenewable ? LASTING : identity,
        signal,
        sessionSignal: shutdown.signal,
      },
      streamMs,
    );
    this.#life.onOver = reason => this.#end(reason);
  }

  /** Aborted when the stream ends. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Why the stream ended. */
  get ended(): WatchEndReason | 'caller-left' {
    return this.#ended ?? 'caller-left';
  }

  /** The messages for the one reader. The last message is the end of the stream, unless the caller disconnected. */
  messages(): AsyncGenerator<WatchManyMessage, void, undefined> {
    return this.#queue.messages();
  }

  /**
   * Serves one subscription until it ends. Never throws.
   *
   * @param watch - opens the watch and delivers its messages
   */
  async serve(
    subscription: string,
    watch: (deliver: DeliverSubscription) => Promise<void>,
  ): Promise<void> {
    const place = this.#slots.place();
    await place.take();
    try {
      if (this.#ended) {
        return;
      }
      await watch(async (messages, audit) => {
        for await (const message of messages) {
          if (message.type === 'end' && ENDS_OF_STREAM.has(message.reason)) {
            this.#end(message.reason);
            break;
          }
          if (message.type === 'relist') {
            await place.take();
          }
          await this.#queue.put({ ...message, subscription });
          if (message.type === 'synced') {
            place.release();
          }
        }
        if (this.#ended) {
          audit.streamEnded(this.#ended);
        }
      });
    } catch (error) {
      await this.#failed(subscription, error);
    } finally {
      place.release();
    }
  }

  /** Ends all subscriptions. Called when the reader stops. */
  close(): void {
    this.#end('caller-left');
  }

  async #failed(subscription: string, error: unknown): Promise<void> {
    if (SkeError.is(error) && error.code === 'session-ended') {
      // The token was valid when the stream started. The client opens the stream again with a fresh token, and then learns whether the session still exists.
      this.#end('token-expired');
      return;
    }
    await this.#queue.put({
      type: 'end',
      reason: 'failed',
      error: toStreamError(error),
      subscription,
    });
  }

  #end(why: StreamEndReason): void {
    if (this.#ended) {
      return;
    }
    const reason = toEndReason(why, this.#shutdown);
    this.#ended = why === 'caller-left' ? why : reason;
    this.#life.end();
    this.#queue.close(
      why === 'caller-left' ? undefined : { type: 'end', reason },
    );
    this.#slots.close();
    this.#controller.abort();
  }
}
