import type { JsonValue } from '@backstage/types';

/** The user and the cluster that a draft belongs to. */
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

/** A draft with its key in the storage. */
export interface KeptDraft {
  readonly key: string;
  readonly draft: StoredDraft;
}

const PREFIX = 'kratix-portal.draft:';

/**
 * The drafts of this browser tab. They last as long as the tab: they are in its session storage, which survives a reload, a sign-in and a restored tab, and no other tab reads it.
 *
 * A form can have several drafts: a draft about which the user has not decided is never replaced by another.
 */
export class DraftStore {
  readonly #storage: Storage;
  readonly #owner: DraftOwner;

  constructor(storage: Storage, owner: DraftOwner) {
    this.#storage = storage;
    this.#owner = owner;
  }

  /** The user whose drafts these are. */
  get user(): string {
    return this.#owner.user;
  }

  /** The drafts of a form, the newest first. */
  list(form: string): readonly KeptDraft[] {
    const first = this.#keyOf(form);
    return keysOf(this.#storage)
      .filter(key => key === first || key.startsWith(`${first}#`))
      .flatMap(key => {
        const draft = this.read(key);
        return draft ? [{ key, draft }] : [];
      })
      .sort((one, other) => other.draft.savedAt - one.draft.savedAt);
  }

  /** A key for one more draft of a form. */
  newKey(form: string): string {
    const first = this.#keyOf(form);
    const used = keysOf(this.#storage);
    let key = first;
    for (let number = 2; used.includes(key); number += 1) {
      key = `${first}#${number}`;
    }
    return key;
  }

  /** @returns whether the draft was stored */
  write(key: string, draft: StoredDraft): boolean {
    try {
      this.#storage.setItem(key, JSON.stringify(draft));
      return true;
    } catch {
      // The storage is full or blocked. The form works without a draft.
      return false;
    }
  }

  remove(key: string): void {
    this.#storage.removeItem(key);
  }

  read(key: string): StoredDraft | undefined {
    try {
      const stored = JSON.parse(this.#storage.getItem(key) ?? 'null');
      return typeof stored?.savedAt === 'number' && 'value' in stored
        ? stored
        : undefined;
    } catch {
      return undefined;
    }
  }

  #keyOf(form: string): string {
    const { user, cluster } = this.#owner;
    return `${PREFIX}${JSON.stringify([user, cluster])}:${form}`;
  }
}

/** Removes the drafts of all other users after a user has signed in. */
export function removeDraftsOfOthers(storage: Storage, user: string): void {
  // Backstage writes the reference of a user in lower case, but not everywhere.
  const own = `${PREFIX}[${JSON.stringify(user)},`.toLowerCase();
  keysOf(storage)
    .filter(key => key.startsWith(PREFIX) && !key.toLowerCase().startsWith(own))
    .forEach(key => storage.removeItem(key));
}

function keysOf(storage: Storage): readonly string[] {
  try {
    return Array.from({ length: storage.length }, (_, index) =>
      storage.key(index),
    ).filter(key => key !== null);
  } catch {
    return [];
  }
}
