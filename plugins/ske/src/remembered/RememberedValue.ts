import type { StorageApi } from '@backstage/frontend-plugin-api';
import type { JsonValue } from '@backstage/types';

/** The bucket of a user's preferences for lists. The preferences belong to the browser or the user's settings, and not to a link. */
const BUCKET = 'kratix-portal';

/**
 * One value in the user's storage, as an external store of React.
 *
 * The storage of a portal can be the browser or the backend. A storage in the backend has no snapshot: its value arrives only at observers, and a
 * change is stored only after a call. So a change is shown at once, and kept for this visit if it cannot be stored.
 */
export class RememberedValue {
  readonly #bucket: StorageApi;
  readonly #key: string;
  readonly #listeners = new Set<() => void>();
  #stopObserving: () => void = () => {};
  #text: string;
  #isKnown: boolean;
  #writes = 0;

  constructor(bucket: StorageApi, key: string) {
    this.#bucket = bucket;
    this.#key = key;
    const { value, presence } = bucket.snapshot(key);
    this.#text = textOf(value);
    this.#isKnown = presence !== 'unknown';
  }

  /** The value as JSON. The JSON texts are compared, since a storage returns a new object each time. */
  readonly getText = (): string => this.#text;

  /** Whether the storage has answered. */
  readonly getKnown = (): boolean => this.#isKnown;

  readonly subscribe = (listener: () => void): (() => void) => {
    // A listener of its own, because React may subscribe one function twice.
    const notify = () => listener();
    if (this.#listeners.size === 0) {
      this.#observe();
    }
    this.#listeners.add(notify);
    return () => {
      this.#listeners.delete(notify);
      if (this.#listeners.size === 0) {
        this.#stopObserving();
      }
    };
  };

  /** Reports the value to the components at once, and then stores it. */
  async write(value: JsonValue): Promise<void> {
    this.#writes++;
    this.#set(textOf(value));
    try {
      await this.#bucket.set(this.#key, value);
    } catch {
      // The change stays for this visit. A preference that cannot be stored is not worth an error message.
    } finally {
      this.#writes--;
    }
  }

  #observe(): void {
    const subscription = this.#bucket
      .observe$<JsonValue>(this.#key)
      .subscribe(({ value, presence }) => {
        // While a change is being stored, the storage may still report the value before it.
        if (presence !== 'unknown' && this.#writes === 0) {
          this.#set(textOf(value));
        }
      });
    this.#stopObserving = () => subscription.unsubscribe();
    // Another tab may have changed the value while no component observed it.
    const { value, presence } = this.#bucket.snapshot(this.#key);
    if (presence !== 'unknown' && this.#writes === 0) {
      this.#set(textOf(value));
    }
  }

  #set(text: string): void {
    if (text !== this.#text || !this.#isKnown) {
      this.#text = text;
      this.#isKnown = true;
      this.#listeners.forEach(listener => listener());
    }
  }
}

const valuesOf = new WeakMap<StorageApi, Map<string, RememberedValue>>();

/** Returns the value that all components share: they show one change at the same time. */
export function rememberedValue(
  storage: StorageApi,
  key: string,
): RememberedValue {
  const values = valuesOf.get(storage) ?? new Map<string, RememberedValue>();
  valuesOf.set(storage, values);
  const value =
    values.get(key) ?? new RememberedValue(storage.forBucket(BUCKET), key);
  values.set(key, value);
  return value;
}

function textOf(value: unknown): string {
  return JSON.stringify(value ?? null);
}
