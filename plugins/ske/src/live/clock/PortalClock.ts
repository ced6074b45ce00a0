/**
 * The clock of the portal, as its responses show it. The times on a page come from the cluster, and the clock of the user's computer can be minutes away
 * from them: then ages would be wrong, and a page would warn about requests that have just been made.
 *
 * The clock corrects the time of the browser by one difference, which changes only if a response shows that the difference cannot be right. A browser
 * hides the `Date` header from pages of another origin unless the portal exposes it. The difference is then 0.
 */
export class PortalClock {
  #difference = 0;

  /** Milliseconds since the epoch. */
  now(): number {
    return this.of(Date.now());
  }

  /** A time of the browser's clock, and the time that this clock showed then. Both are milliseconds since the epoch. */
  of(browserTime: number): number {
    return browserTime + this.#difference;
  }

  /** Wraps `fetch`, so that all responses of the portal set the clock. An error may come from a load balancer, which has another clock. */
  measure(wrapped: typeof fetch): typeof fetch {
    return async (input, init) => {
      const sent = Date.now();
      const response = await wrapped(input, init);
      if (response.ok) {
        this.set(response.headers.get('date'), { sent, received: Date.now() });
      }
      return response;
    };
  }

  /** Sets the clock by the `Date` of a response, and by the times of the browser before and after it. */
  set(date: string | null, browser: { sent: number; received: number }): void {
    const time = Date.parse(date ?? '');
    if (Number.isNaN(time)) {
      return;
    }
    // The header has whole seconds, and the portal wrote it between both times.
    const least = time - browser.received;
    const most = time + 1_000 - browser.sent;
    this.#difference = Math.min(most, Math.max(least, this.#difference));
  }
}

/** The clock of all pages. */
export const portalClock = new PortalClock();
