import type {
  SkeCallOptions,
  SkeError,
  SkeErrorBody,
  WatchManyEvent,
  WatchSubscription,
} from '@kratix-portal/plugin-ske-common';
import type { JsonObject } from '@backstage/types';
import type { KubernetesObject } from '../objects/KubernetesObject';
import type { LiveQuery } from '../objects/types';
import { eventFor, type FakeChange, type FakeCluster } from './FakeCluster';
import { FakeStream } from './FakeStream';

type RefusalOf = (
  query: LiveQuery,
  verb: 'list' | 'watch',
) => SkeError | undefined;

interface OpenWatch {
  stream: FakeStream;
  subscriptions: Map<string, WatchSubscription>;
}

/** The open streams of a {@link FakePlatform}. */
export class FakeWatches {
  readonly #cluster: FakeCluster;
  readonly #refusalOf: RefusalOf;
  readonly #watches = new Set<OpenWatch>();
  #isSilent = false;
  #hangs: (query: LiveQuery) => boolean = () => false;

  constructor(options: { cluster: FakeCluster; refusalOf: RefusalOf }) {
    this.#cluster = options.cluster;
    this.#refusalOf = options.refusalOf;
  }

  get streams(): FakeStream[] {
    return this.#open().map(({ stream }) => stream);
  }

  get subscriptions(): WatchSubscription[] {
    return this.#open().flatMap(({ subscriptions }) => [
      ...subscriptions.values(),
    ]);
  }

  async *open(
    subscriptions: readonly WatchSubscription[],
    call: SkeCallOptions,
  ): AsyncGenerator<WatchManyEvent, void, undefined> {
    const stream = new FakeStream(call.signal, call.onActivity);
    const watch: OpenWatch = {
      stream,
      subscriptions: new Map(subscriptions.map(each => [each.id, each])),
    };
    this.#watches.add(watch);
    if (this.#isSilent) {
      stream.freeze();
    }
    try {
      subscriptions.forEach(each => this.#start(watch, each));
      yield* stream.read();
    } finally {
      this.#watches.delete(watch);
    }
  }

  /** Reports a change to every stream that follows the object. */
  publish(change: FakeChange): void {
    for (const watch of this.#open()) {
      for (const subscription of watch.subscriptions.values()) {
        this.#sendChange(watch, subscription, change);
      }
    }
  }

  /** While it is set, streams deliver nothing. Streams that are open at that time deliver nothing afterwards either. */
  setSilent(isSilent: boolean): void {
    this.#isSilent = isSilent;
    if (isSilent) {
      this.streams.forEach(stream => stream.freeze());
    }
  }

  /** From now on, the lists of these queries do not arrive. The streams stay open. */
  setHanging(hangs: (query: LiveQuery) => boolean): void {
    this.#hangs = hangs;
  }

  relist(): void {
    for (const watch of this.#open()) {
      for (const subscription of watch.subscriptions.values()) {
        watch.stream.send({ type: 'relist', subscription: subscription.id });
        this.#sendList(watch, subscription);
      }
    }
  }

  endSubscriptions(
    isSelected: (query: LiveQuery) => boolean,
    error: SkeError,
  ): void {
    for (const watch of this.#open()) {
      for (const subscription of [...watch.subscriptions.values()]) {
        if (isSelected(subscription)) {
          endSubscription(watch, subscription.id, error);
        }
      }
    }
  }

  #open(): OpenWatch[] {
    return [...this.#watches].filter(({ stream }) => stream.isOpen);
  }

  #start(watch: OpenWatch, subscription: WatchSubscription): void {
    const { id, resourceVersion } = subscription;
    if (this.#hangs(subscription)) {
      return;
    }
    if (resourceVersion === undefined) {
      // Like the backend, it watches after it has sent the list.
      if (this.#checkRight(watch, subscription, 'list')) {
        this.#sendList(watch, subscription);
        this.#checkRight(watch, subscription, 'watch');
      }
      return;
    }
    if (!this.#checkRight(watch, subscription, 'watch')) {
      return;
    }
    const changes = this.#cluster.since(Number(resourceVersion));
    if (changes) {
      watch.stream.send({
        type: 'synced',
        subscription: id,
        id: resourceVersion,
      });
      changes.forEach(change => this.#sendChange(watch, subscription, change));
    } else {
      watch.stream.send({ type: 'relist', subscription: id });
      this.#sendList(watch, subscription);
    }
  }

  /** Ends the subscription if the user has no right. Returns whether it continues. */
  #checkRight(
    watch: OpenWatch,
    subscription: WatchSubscription,
    verb: 'list' | 'watch',
  ): boolean {
    const refusal = this.#refusalOf(subscription, verb);
    if (refusal) {
      endSubscription(watch, subscription.id, refusal);
    }
    return refusal === undefined;
  }

  #sendList({ stream }: OpenWatch, subscription: WatchSubscription): void {
    for (const object of this.#cluster.list(subscription)) {
      stream.send({
        type: 'ADDED',
        subscription: subscription.id,
        object: copyOf(object),
      });
    }
    stream.send({
      type: 'synced',
      subscription: subscription.id,
      id: `${this.#cluster.version}`,
    });
  }

  #sendChange(
    { stream }: OpenWatch,
    subscription: WatchSubscription,
    change: FakeChange,
  ): void {
    const type = eventFor(subscription, change);
    if (type) {
      stream.send({
        type,
        subscription: subscription.id,
        id: `${change.version}`,
        object: copyOf(change.object),
      });
    }
  }
}

/** Like a backend that parses JSON, a stream never sends the same JavaScript object twice. */
function copyOf(object: KubernetesObject): JsonObject {
  return JSON.parse(JSON.stringify(object));
}

function endSubscription(watch: OpenWatch, id: string, error: SkeError): void {
  watch.subscriptions.delete(id);
  const { code, message, hint, detail, retryAfterSeconds } = error;
  watch.stream.send({
    type: 'end',
    subscription: id,
    reason: 'failed',
    error: {
      code,
      message,
      hint,
      detail,
      retryAfterSeconds,
    } as SkeErrorBody['error'],
  });
}
