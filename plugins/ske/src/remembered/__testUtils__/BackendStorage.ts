import type {
  StorageApi,
  StorageValueSnapshot,
} from '@backstage/frontend-plugin-api';
import type { JsonValue, Observable } from '@backstage/types';

type Observer = (snapshot: StorageValueSnapshot<JsonValue>) => void;

/** A storage whose values are in a backend, like Backstage's user settings: it has no snapshot, and each call waits until {@link answer} is called. */
export class BackendStorage implements StorageApi {
  /** Whether the storage rejects changes. */
  isBroken = false;
  readonly #values: Map<string, JsonValue>;
  readonly #observers = new Map<string, Set<Observer>>();
  #waiting: (() => void)[] = [];

  constructor(values: Record<string, JsonValue>) {
    this.#values = new Map(Object.entries(values));
  }

  /** Answers the calls that wait. */
  answer(): void {
    this.#waiting.splice(0).forEach(each => each());
  }

  stored(key: string): JsonValue | undefined {
    return this.#values.get(key);
  }

  forBucket(): StorageApi {
    return this;
  }

  snapshot<T extends JsonValue>(key: string): StorageValueSnapshot<T> {
    return { key, presence: 'unknown' };
  }

  async remove(): Promise<void> {
    throw new Error('not needed');
  }

  set<T extends JsonValue>(key: string, value: T): Promise<void> {
    return new Promise((resolve, reject) =>
      this.#waiting.push(() => {
        if (this.isBroken) {
          reject(new Error('503'));
          return;
        }
        this.#values.set(key, value);
        this.#notify(key);
        resolve();
      }),
    );
  }

  observe$<T extends JsonValue>(
    key: string,
  ): Observable<StorageValueSnapshot<T>> {
    const subscribe = (observer: unknown) => {
      const next = (
        typeof observer === 'function'
          ? observer
          : (observer as { next: Observer }).next
      ) as Observer;
      const observers = this.#observers.get(key) ?? new Set();
      this.#observers.set(key, observers.add(next));
      // The call returns the value at the time when it is answered.
      this.#waiting.push(() => next(this.#snapshotOf(key)));
      return {
        unsubscribe: () => observers.delete(next),
        closed: false,
      };
    };
    return { subscribe } as unknown as Observable<StorageValueSnapshot<T>>;
  }

  #notify(key: string): void {
    this.#observers.get(key)?.forEach(next => next(this.#snapshotOf(key)));
  }

  #snapshotOf(key: string): StorageValueSnapshot<JsonValue> {
    const value = this.#values.get(key);
    return value === undefined
      ? { key, presence: 'absent' }
      : { key, presence: 'present', value };
  }
}
