import type { DraftStore, KeptDraft, StoredDraft } from './DraftStore';

/** How often a draft is saved while the user types. */
export const SAVE_EVERY_MS = 500;

/**
 * Saves what the user types into a form, and keeps the drafts of earlier visits until the user has decided about them.
 *
 * While the user types, a draft is saved at least once in each period, and not only after a pause.
 */
export class DraftSaver {
  readonly #store: DraftStore;
  readonly #form: string;
  #earlier: readonly KeptDraft[];
  #key: string | undefined;
  /** What has to be saved; undefined if nothing is worth keeping. */
  #text: string | undefined;
  #savedText: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSent = false;

  constructor(store: DraftStore, form: string) {
    this.#store = store;
    this.#form = form;
    this.#earlier = store.list(form);
  }

  /** The newest draft that the user has not decided about. */
  get found(): StoredDraft | undefined {
    return this.#earlier[0]?.draft;
  }

  /** Looks for drafts again, because another component has saved the last draft of this form when it was closed. */
  look(): void {
    this.#earlier = this.#store
      .list(this.#form)
      .filter(({ key }) => key !== this.#key);
  }

  /** What the user has typed, as JSON. */
  update(text: string | undefined): void {
    this.#text = text;
    if (text === undefined) {
      this.#forget();
    } else if (text !== this.#savedText) {
      this.#timer ??= setTimeout(() => this.flush(), SAVE_EVERY_MS);
    }
  }

  /** Saves at once, because the page is left. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = this.#text;
    if (text === undefined || text === this.#savedText || this.#isSent) {
      return;
    }
    if (
      this.#earlier.some(({ draft }) => JSON.stringify(draft.value) === text)
    ) {
      // This draft is kept already.
      return;
    }
    this.#key ??= this.#store.newKey(this.#form);
    const isStored = this.#store.write(this.#key, {
      value: JSON.parse(text),
      savedAt: Date.now(),
    });
    if (isStored) {
      this.#savedText = text;
    }
  }

  /** Called when the user continues with `found`. From now on, what the user types replaces this draft. What the user typed before that stays as a draft, which is `found` next. */
  take(): void {
    this.flush();
    const [taken, ...others] = this.#earlier;
    const typed = this.#store
      .list(this.#form)
      .filter(({ key }) => key === this.#key);
    this.#earlier = [...typed, ...others];
    this.#key = taken?.key;
    this.#savedText = taken && JSON.stringify(taken.draft.value);
  }

  /** Called when the user discards `found`. */
  discard(): void {
    const [discarded, ...others] = this.#earlier;
    this.#earlier = others;
    if (discarded) {
      this.#store.remove(discarded.key);
    }
  }

  /**
   * Called when the input was sent. Removes the draft of the input. The response may arrive after the form was left, when another form has continued with this
   * draft; what was typed there stays.
   */
  sent(): void {
    this.#isSent = true;
    if (this.#key !== undefined && !this.#isOwn(this.#key)) {
      this.#key = undefined;
    }
    this.#forget();
  }

  /** Whether a draft is unchanged since this form saved it. */
  #isOwn(key: string): boolean {
    const draft = this.#store.read(key);
    return (
      draft !== undefined && JSON.stringify(draft.value) === this.#savedText
    );
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#savedText = undefined;
    if (this.#key !== undefined) {
      this.#store.remove(this.#key);
      this.#key = undefined;
    }
  }
}
