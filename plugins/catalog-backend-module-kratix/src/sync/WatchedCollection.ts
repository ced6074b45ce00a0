import { SkeError } from '@kratix-portal/plugin-ske-common';
import type {
  Collection,
  CollectionReader,
} from '@kratix-portal/plugin-ske-node';
import type { BackoffOptions } from '../cluster/Backoff';
import type { Clock } from '../cluster/Clock';
import { CollectionWatcher } from '../cluster/CollectionWatcher';

/** Right after a CRD is installed, the API server responds with 404 and then 429 ("storage is initializing") for a moment. These failures are not logged. */
const USUAL = new Set(['too-many-requests', 'kind-not-served']);

/** A collection, the callbacks for its objects, and the callbacks for problems. */
export interface WatchedCollectionOptions<T> {
  reader: CollectionReader;
  collection: Collection;
  backoff: Partial<BackoffOptions>;
  clock: Clock;
  read(object: unknown): T | undefined;
  onListed(objects: T[]): void;
  onChanged(object: T): void;
  onDeleted(object: T): void;
  /** Called after each of the callbacks above, and after a failure. */
  onChange(): void;
  report: { problem(error: unknown): void; recovered(): void };
}

/** A watch that can be stopped and started, and knows whether it has a complete list and whether it is failing. */
export class WatchedCollection<T> {
  readonly #watcher: CollectionWatcher<T>;
  #running: { end: AbortController; done: Promise<void> } | undefined;
  #isListed = false;
  /** The error code of the current failure. The same failure is reported only once, even if it happens again at each retry. */
  #problem: string | undefined;

  constructor(options: WatchedCollectionOptions<T>) {
    const { report, onChange } = options;
    this.#watcher = new CollectionWatcher({
      reader: options.reader,
      collection: options.collection,
      backoff: options.backoff,
      clock: options.clock,
      listener: {
        read: object => options.read(object),
        onListed: objects => {
          this.#isListed = true;
          options.onListed(objects);
          onChange();
        },
        onChanged: object => {
          options.onChanged(object);
          onChange();
        },
        onDeleted: object => {
          options.onDeleted(object);
          onChange();
        },
        onProblem: error => {
          const problem = SkeError.is(error) ? error.code : String(error);
          if (problem !== this.#problem && !isUsual(error)) {
            report.problem(error);
          }
          this.#problem = problem;
          onChange();
        },
        onRecovered: () => {
          if (this.#problem !== undefined && !USUAL.has(this.#problem)) {
            report.recovered();
          }
          this.#problem = undefined;
        },
      },
    });
  }

  /** Whether a list was completed since the start or since `forget`. */
  get isListed(): boolean {
    return this.#isListed;
  }

  get isFailing(): boolean {
    return this.#problem !== undefined;
  }

  start(): void {
    if (this.#running) {
      return;
    }
    const end = new AbortController();
    this.#running = { end, done: this.#watcher.run(end.signal) };
  }

  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    running?.end.abort();
    await running?.done;
  }

  /** Makes the next start relist. */
  forget(): void {
    this.#isListed = false;
    this.#watcher.forget();
  }
}

function isUsual(error: unknown): boolean {
  return SkeError.is(error) && USUAL.has(error.code);
}
