import { Collection } from './Collection';
import type { LiveEnvironment } from './LiveEnvironment';
import type { LiveTransport } from './LiveTransport';
import { StreamRun } from './StreamRun';

/** Finds out whether streams work again while lists are polled: it opens one stream, whose events no collection uses. */
export class StreamProbe {
  readonly #transport: LiveTransport;
  readonly #environment: LiveEnvironment;
  #run: StreamRun | undefined;
  #cancelWait: () => void = () => {};

  constructor(options: {
    transport: LiveTransport;
    environment: LiveEnvironment;
  }) {
    this.#transport = options.transport;
    this.#environment = options.environment;
  }

  /**
   * Calls back once, and says whether streams work. They work if a comment arrives after the list: a proxy with a small buffer passes on the list, and
   * keeps the few bytes of a comment. Streams that are refused or stay silent do not work.
   */
  start(
    { key, query, cursor }: Collection,
    onResult: (doesWork: boolean) => void,
  ): void {
    this.stop();
    const collection = new Collection(key, query);
    collection.cursor = cursor;
    const finish = (doesWork: boolean) => {
      this.stop();
      onResult(doesWork);
    };
    let events = 0;
    const noteBytes = () => {
      const before = events;
      this.#cancelWait();
      // All events of a chunk are read before this timer. If there were none, the chunk was a comment.
      this.#cancelWait = this.#environment.after(0, () => {
        if (events === before && this.#run?.isListing === false) {
          finish(true);
        }
      });
    };
    const run = new StreamRun({
      members: [collection],
      // The lists find out whether the token is accepted.
      attempt: 0,
      environment: this.#environment,
      listener: {
        onActivity: () => {},
        onEvent: () => {
          events++;
        },
        onEnd: () => finish(false),
      },
    });
    this.#run = run;
    run.start({
      watchMany: (subscriptions, call = {}) =>
        this.#transport.watchMany(subscriptions, {
          ...call,
          onActivity: () => {
            call.onActivity?.();
            noteBytes();
          },
        }),
    });
  }

  stop(): void {
    this.#cancelWait();
    this.#run?.close();
    this.#run = undefined;
  }
}
