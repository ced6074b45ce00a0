import { SkeError } from '@kratix-portal/plugin-ske-common';
import { CollectionReader } from '@kratix-portal/plugin-ske-node';
import { CollectionWatcher } from '../cluster/CollectionWatcher';
import { eventually } from './eventually';
import { FakeApiServer } from './FakeApiServer';
import { FakeClock } from './FakeClock';

export const PATH = '/apis/example.com/v1/things';
export const THINGS = {
  kind: 'Thing',
  location: { group: 'example.com', version: 'v1', plural: 'things' },
};
export const thing = (name: string, more: object = {}) => ({
  metadata: { name, ...more },
});

/** Long enough for a busy machine, so that only a server that is silent on purpose causes a time-out. */
const PATIENT = { headersMs: 30_000, idleMs: 30_000, watchIdleMs: 60_000 };
/** The time-out in tests of a server that does not respond. */
const IMPATIENT = { headersMs: 1_000, idleMs: 1_000, watchIdleMs: 1_000 };
/** A watch that ends before this time counts as a failure. */
export const LONG_MS = 60_000;

/** A collection of an API server that injects faults, and a watcher with a listener that stores the objects that it has received. */
export class WatchedThings {
  static async start(): Promise<WatchedThings> {
    const server = await FakeApiServer.start();
    server.serve(PATH);
    return new WatchedThings(server);
  }

  readonly server: FakeApiServer;
  readonly clock = new FakeClock();
  end = new AbortController();
  done: Promise<void> = Promise.resolve();
  lists = 0;
  readonly problems: string[] = [];
  recoveries = 0;
  /** The number of known objects after each list and deletion. */
  readonly sizes: number[] = [];
  #known = new Map<string, unknown>();
  #reader: CollectionReader;

  private constructor(server: FakeApiServer) {
    this.server = server;
    this.#reader = this.#connect(PATIENT);
  }

  /** Gives the reader a short time-out for a server that does not respond. */
  async becomeImpatient(): Promise<void> {
    await this.#reader.close();
    this.#reader = this.#connect(IMPATIENT);
  }

  watch(pageSize = 2) {
    const watcher = new CollectionWatcher<{ name: string; object: unknown }>({
      reader: this.#reader,
      collection: { ...THINGS, pageSize },
      backoff: { firstMs: 5, longestMs: 40 },
      clock: this.clock,
      listener: {
        read: object => ({
          name: (object as { metadata: { name: string } }).metadata.name,
          object,
        }),
        onListed: objects => {
          this.lists += 1;
          this.#known = new Map(objects.map(each => [each.name, each.object]));
          this.sizes.push(this.#known.size);
        },
        onChanged: ({ name, object }) => this.#known.set(name, object),
        onDeleted: ({ name }) => {
          this.#known.delete(name);
          this.sizes.push(this.#known.size);
        },
        onProblem: error =>
          this.problems.push(SkeError.is(error) ? error.code : String(error)),
        onRecovered: () => {
          this.recoveries += 1;
        },
      },
    });
    this.done = watcher.run(this.end.signal);
    return watcher;
  }

  /** Waits until the listener has exactly these objects. */
  knows(...expected: string[]) {
    return eventually(`the objects ${expected}`, () =>
      `${[...this.#known.keys()].sort()}` === `${[...expected].sort()}`
        ? true
        : undefined,
    );
  }

  /** Waits until a watch is open. */
  isWatched() {
    return eventually('the watch', () => this.server.openWatches || undefined);
  }

  async stop(): Promise<void> {
    this.end.abort();
    await this.done;
    await this.#reader.close();
    await this.server.stop();
  }

  #connect(limits: typeof PATIENT): CollectionReader {
    return new CollectionReader({
      platform: this.server.platform,
      userAgent: 'a test',
      limits: { ...limits, responseBytes: 200_000, eventBytes: 200_000 },
    });
  }
}
