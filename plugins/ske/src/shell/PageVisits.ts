/** A page as a screen reader names it. */
export interface NamedPage {
  readonly title: string;
  /** The name of the tab, if the page has tabs. */
  readonly tab?: string;
  /** The address of the object, which all its tabs have in common. */
  readonly href?: string;
}

interface Visit {
  readonly path: string;
  readonly href?: string;
}

const ELSEWHERE: Visit = { path: '' };

/** Knows which page the user sees, and so when the user arrives at another page. */
export class PageVisits {
  /** Undefined before the first page. */
  #last: Visit | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  /** Returns what a screen reader must say of the page. `isLoad` is whether the browser has loaded the app at this page, if it is the first. */
  show(
    { title, tab, href }: NamedPage,
    { path, isLoad }: { path: string; isLoad: boolean },
  ): string | undefined {
    clearTimeout(this.#leaving);
    const before = this.#last;
    if (before?.path === path) {
      return undefined;
    }
    this.#last = { path, href };
    if (!before && isLoad) {
      return undefined;
    }
    const isSameObject = href !== undefined && before?.href === href;
    return isSameObject && tab ? tab : title;
  }

  /** Must be called when a page is removed. If no other page appears at once, the user has left the pages of the plugin. */
  leave(): void {
    clearTimeout(this.#leaving);
    // In the strict mode of React the same page appears again.
    this.#leaving = setTimeout(() => {
      this.#last = ELSEWHERE;
    });
  }
}
