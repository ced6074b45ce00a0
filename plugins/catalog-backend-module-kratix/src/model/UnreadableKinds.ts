/** The kinds whose requests the catalog's ServiceAccount may not read, each with a text for users. */
export class UnreadableKinds {
  readonly #notices = new Map<string, string>();
  #ofAll: string | undefined;

  /** Why the requests of a kind cannot be read; undefined if they can be read. */
  noticeOf(kindId: string): string | undefined {
    return this.#notices.get(kindId) ?? this.#ofAll;
  }

  /**
   * @param kindId - undefined for all kinds
   * @param notice - undefined if the requests can be read
   * @returns whether the notice has changed
   */
  set(kindId: string | undefined, notice: string | undefined): boolean {
    const before =
      kindId === undefined ? this.#ofAll : this.#notices.get(kindId);
    if (kindId === undefined) {
      this.#ofAll = notice;
    } else if (notice === undefined) {
      this.#notices.delete(kindId);
    } else {
      this.#notices.set(kindId, notice);
    }
    return before !== notice;
  }
}
