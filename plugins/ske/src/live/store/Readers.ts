import type { SkeError } from '@kratix-portal/plugin-ske-common';
import type { LiveConnection } from '../objects/types';
import type { Collection } from './Collection';
import type { LiveEnvironment } from './LiveEnvironment';
import type { LiveTransport } from './LiveTransport';
import { memberRetryDelay } from './memberRetryDelay';
import { PlannedCall } from './PlannedCall';
import { Poller } from './Poller';
import { refusedVerb } from './refusedVerb';
import { StreamChannel, type ChannelListener } from './StreamChannel';
import { StreamProbe } from './StreamProbe';
import type { TokenRejections } from './TokenRejections';

/** The backend accepts this many subscriptions in one stream. */
const SUBSCRIPTIONS_PER_STREAM = 50;
/**
 * The number of streams of this tab, out of the ten that a user may have. A browser opens six connections to an HTTP/1.1 server, and logs need some
 * of them.
 */
const MOST_STREAMS = 2;
/** If streams did not work, a stream is tried again after this time. */
const STREAM_RETRY_MS = 3 * 60_000;

/** Watches that are due at nearly the same time are tried with one new stream. */
const RETRY_TOGETHER_MS = 1_000;

/** What the readers report to the store. */
export interface ReadersListener {
  onChange(collection: Collection): void;
  onSignedOut(error: SkeError): void;
  onStatus(): void;
}

/** Assigns each collection to a stream, or polls it if no stream can take it or the user may not watch it. */
export class Readers {
  readonly #environment: LiveEnvironment;
  readonly #listener: ReadersListener;
  readonly #channels: StreamChannel[];
  readonly #poller: Poller;
  readonly #probe: StreamProbe;
  #areStreamsBroken = false;
  #isSuspended = false;
  #cancelProbe: () => void = () => {};
  readonly #watchRetry: PlannedCall;
  /** Tabs do not retry together, but the collections of one tab do. */
  readonly #random: number;

  constructor(options: {
    transport: LiveTransport;
    environment: LiveEnvironment;
    listener: ReadersListener;
    rejections: TokenRejections;
  }) {
    const { transport, environment, listener, rejections } = options;
    this.#environment = environment;
    this.#listener = listener;
    const channelListener: ChannelListener = {
      onChange: listener.onChange,
      onSignedOut: listener.onSignedOut,
      onStatus: listener.onStatus,
      onWatchRefused: (collection, error) =>
        this.#pollUnwatched(collection, error),
      onUnsupported: how => this.#useLists(how),
    };
    this.#channels = Array.from(
      { length: MOST_STREAMS },
      () =>
        new StreamChannel({
          transport,
          environment,
          listener: channelListener,
          rejections,
        }),
    );
    this.#poller = new Poller({
      transport,
      environment,
      rejections,
      listener: { ...listener, onRecovered: () => this.#probeStreams() },
    });
    this.#probe = new StreamProbe({ transport, environment });
    this.#watchRetry = new PlannedCall(environment, () =>
      this.#moveToStreams(RETRY_TOGETHER_MS),
    );
    this.#random = environment.random();
  }

  get state(): Pick<LiveConnection, 'status' | 'retryAt' | 'error'> {
    if (this.#areStreamsBroken) {
      return { status: this.#poller.hasFailed ? 'reconnecting' : 'polling' };
    }
    const states = this.#channels.map(({ state }) => state);
    return (
      states.find(({ status }) => status === 'reconnecting') ??
      states.find(({ status }) => status === 'connecting') ??
      states.find(({ status }) => status === 'live') ?? {
        status: this.#poller.hasFailed ? 'reconnecting' : 'idle',
      }
    );
  }

  add(collection: Collection): void {
    (this.#freeChannel() ?? this.#poller).add(collection);
  }

  remove(collection: Collection): void {
    this.#channels.forEach(channel => channel.remove(collection));
    this.#poller.remove(collection);
    this.#moveToStreams();
  }

  suspend(): void {
    this.#isSuspended = true;
    this.#channels.forEach(channel => channel.suspend());
    this.#poller.suspend();
    this.#watchRetry.cancel();
    this.#stopProbe();
  }

  /** Continues, and retries at once what has failed. */
  resume(): void {
    this.#isSuspended = false;
    this.#poller.resume();
    if (this.#areStreamsBroken) {
      this.#probeStreams();
    } else {
      this.#channels.forEach(channel => channel.reconnect());
      this.#moveToStreams(Infinity);
    }
  }

  /** Ends all calls as failed, although the browser has not reported a failure. They are tried again as after other failures. */
  interrupt(error: SkeError): void {
    this.#channels.forEach(channel => channel.interrupt(error));
    this.#poller.interrupt(error);
  }

  /** Notices streams that died while the browser paused the page. */
  checkAfterPause(): void {
    this.#channels
      .filter(({ collections }) => collections.size > 0)
      .forEach(channel => channel.checkAfterPause());
  }

  #freeChannel(): StreamChannel | undefined {
    return this.#areStreamsBroken
      ? undefined
      : this.#channels.find(
          ({ collections }) => collections.size < SUBSCRIPTIONS_PER_STREAM,
        );
  }

  /**
   * Rights change, so a watch that was refused is tried again, less and less often.
   *
   * @param dueIn - moves the collections whose watch is due within this many milliseconds
   */
  #moveToStreams(dueIn = 0): void {
    const now = this.#environment.now();
    for (const collection of this.#poller.collections) {
      const { error, retryAt = now } = collection.watchRefusal ?? {};
      const channel = retryAt <= now + dueIn ? this.#freeChannel() : undefined;
      if (channel) {
        this.#poller.remove(collection);
        collection.retryAt = undefined;
        if (error && refusedVerb(error) === 'list') {
          // The stream starts with the list again, because with a cursor it would only find out whether the user may watch.
          collection.cursor = undefined;
        }
        channel.add(collection);
      } else if (retryAt > now && !this.#isSuspended) {
        this.#watchRetry.in(retryAt - now);
      }
    }
  }

  #pollUnwatched(collection: Collection, error: SkeError): void {
    const count = (collection.watchRefusal?.count ?? 0) + 1;
    const delay = memberRetryDelay(
      // If the items were followed before, the API server may have just started.
      { failures: count, isKnown: collection.wasFollowed },
      { kind: 'refused', error, random: this.#random },
    );
    const retryAt = this.#environment.now() + delay;
    collection.refuseWatch({ error, count, retryAt });
    this.#poller.add(collection);
    this.#listener.onChange(collection);
    // Also plans the retry. The collection has left its place in the stream, so another collection can use it.
    this.#moveToStreams();
  }

  #useLists({ mayWorkAgain }: { mayWorkAgain: boolean }): void {
    this.#areStreamsBroken = true;
    for (const channel of this.#channels) {
      channel.suspend();
      for (const collection of channel.collections) {
        channel.remove(collection);
        collection.retryAt = undefined;
        this.#poller.add(collection);
      }
    }
    // If nothing could be reached, only the network was lost. Otherwise the result of the stream that was just tried counts.
    if (mayWorkAgain) {
      this.#probeStreams();
    } else {
      this.#planProbe();
    }
    this.#listener.onStatus();
  }

  #planProbe(): void {
    this.#stopProbe();
    this.#cancelProbe = this.#environment.after(STREAM_RETRY_MS, () =>
      this.#probeStreams(),
    );
  }

  #stopProbe(): void {
    this.#cancelProbe();
    this.#probe.stop();
  }

  /** The lists are read at the same time, so that the page stays current even if the stream does not work. */
  #probeStreams(): void {
    const all = [...this.#poller.collections];
    // The refusal of a collection does not show whether streams work.
    const collection = all.find(({ status }) => status !== 'refused') ?? all[0];
    if (!this.#areStreamsBroken || this.#isSuspended) {
      return;
    }
    if (!collection) {
      this.#useStreams();
      return;
    }
    this.#stopProbe();
    this.#probe.start(collection, doesWork => {
      if (doesWork) {
        this.#useStreams();
      } else {
        this.#planProbe();
      }
    });
  }

  #useStreams(): void {
    this.#stopProbe();
    this.#areStreamsBroken = false;
    this.#channels.forEach(channel => channel.reconnect());
    this.#moveToStreams();
    this.#listener.onStatus();
  }
}
