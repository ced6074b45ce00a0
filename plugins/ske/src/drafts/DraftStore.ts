import type { JsonValue } from '@backstage/types';

/** Whose draft it is, and of what. */
export interface DraftOwner {
  /** The user in Backstage. */
  readonly user: string;
  readonly cluster: string;
}

/** A draft as it is stored. */
export interface StoredDraft {
  readonly value: JsonValue;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
}

const PREFIX = 'kratix-portal.draft:';

/** The drafts of this browser tab. They are in its session storage, which survives a reload, a sign-in and a restored tab, and no other tab reads it. */
export class DraftStore {
  readonly #storage: Storage;
  readonly #owner: string;

  constructor(storage: Storage, owner: DraftOwner) {
    this.#storage = storage;
    this.#owner = `${PREFIX}${JSON.stringify([owner.user, owner.cluster])}`;
  }

  /** Removes the drafts of all other people, after another person has signed in. */
  removeOthers(): void {
    const keys = Array.from({ length: this.#storage.length }, (_, index) =>
      this.#storage.key(index),
    );
    keys
      .filter(
        key => key?.startsWith(PREFIX) && !key.startsWith(`${this.#owner}:`),
      )
      .forEach(key => this.#storage.removeItem(key!));
  }

  read(form: string): StoredDraft | undefined {
    try {
      const stored = JSON.parse(
        this.#storage.getItem(this.#keyOf(form)) ?? 'null',
      );
      return typeof stored?.savedAt === 'number' && 'value' in stored
        ? stored
        : undefined;
    } catch {
      return undefined;
    }
  }

  write(form: string, draft: StoredDraft): void {
    try {
      this.#storage.setItem(this.#keyOf(form), JSON.stringify(draft));
    } catch {
      // The storage is full or blocked. The form works without a draft.
    }
  }

  remove(form: string): void {
    this.#storage.removeItem(this.#keyOf(form));
  }

  #keyOf(form: string): string {
    return `${this.#owner}:${form}`;
  }
}
