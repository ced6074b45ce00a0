import type { LiveEnvironment } from './LiveEnvironment';

/** Ten commits a second look continuous, and leave time for other work. */
const INTERVAL_MS = 100;
/** Events that arrive together are committed together. */
const FIRST_MS = 10;

/** Collects the keys of changed collections, and reports them at most ten times a second. */
export class Commits {
  readonly #environment: LiveEnvironment;
  readonly #commit: (key: string) => void;
  readonly #keys = new Set<string>();
  #last = Number.NEGATIVE_INFINITY;
  #cancel: (() => void) | undefined;

  constructor(environment: LiveEnvironment, commit: (key: string) => void) {
    this.#environment = environment;
    this.#commit = commit;
  }

  plan(key: string): void {
    this.#keys.add(key);
    const now = this.#environment.now();
    this.#cancel ??= this.#environment.after(
      Math.min(INTERVAL_MS, Math.max(FIRST_MS, this.#last + INTERVAL_MS - now)),
      () => this.#flush(),
    );
  }

  close(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#keys.clear();
  }

  #flush(): void {
    this.#cancel = undefined;
    this.#last = this.#environment.now();
    const keys = [...this.#keys];
    this.#keys.clear();
    keys.forEach(key => this.#commit(key));
  }
}
