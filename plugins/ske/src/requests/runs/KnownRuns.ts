import type { ResourceRef } from '@kratix-portal/plugin-ske-common';
import type { LiveApi } from '../../live';
import { kindOfFailure, toSkeError } from '../../live/store/readFailure';
import type { FoundRuns, RunsById } from '../rows';

/** The interval between two calls, so that any number of requests costs fewer than eight calls a minute. */
const PACE_MS = 8_000;
/** Runs are not read again before this time, unless their request changes. */
const FRESH_MS = 60_000;
/** If the user may not read the runs, they are not requested again before this time. */
const REFUSED_MS = 10 * 60_000;

/** A request whose runs can explain its state. */
export interface WantedRuns {
  /** The uid of the request. */
  readonly id: string;
  readonly ref: ResourceRef;
  readonly resourceVersion: string | undefined;
}

interface Known {
  readonly resourceVersion: string | undefined;
  readonly readAt: number;
  readonly found?: FoundRuns;
  readonly isRefused: boolean;
}

/**
 * Reads the pipeline runs of the requests of a list in turn, at a slow pace. The API has no call for the runs of many requests, because Kratix's labels on Jobs and
 * Pods name one request each.
 */
export class KnownRuns {
  readonly #api: Pick<LiveApi, 'store' | 'calls'>;
  readonly #listeners = new Set<() => void>();
  readonly #known = new Map<string, Known>();
  #wanted: readonly WantedRuns[] = [];
  #snapshot: RunsById = new Map();
  #lastStart = Number.NEGATIVE_INFINITY;
  #isReading = false;
  #cancelPlan: () => void = () => {};
  #stopListening: () => void = () => {};

  constructor(api: Pick<LiveApi, 'store' | 'calls'>) {
    this.#api = api;
  }

  /** Sets which requests need their runs, the most important first. */
  want(wanted: readonly WantedRuns[]): void {
    this.#wanted = wanted;
    const ids = new Set(wanted.map(({ id }) => id));
    const gone = [...this.#known.keys()].filter(id => !ids.has(id));
    gone.forEach(id => this.#known.delete(id));
    if (gone.some(id => this.#snapshot.has(id))) {
      this.#publish();
    }
    this.#plan();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    if (this.#listeners.size === 0) {
      this.#stopListening = this.#api.store.onResume(() => this.#plan());
    }
    this.#listeners.add(listener);
    this.#plan();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) {
        this.#cancelPlan();
        this.#stopListening();
      }
    };
  };

  readonly getSnapshot = (): RunsById => this.#snapshot;

  #plan(): void {
    this.#cancelPlan();
    const next = this.#next();
    const { store } = this.#api;
    if (!next || this.#listeners.size === 0 || this.#isReading) {
      return;
    }
    const now = store.environment.now();
    const delay = Math.max(
      0,
      next.dueAt - now,
      this.#lastStart + PACE_MS - now,
    );
    this.#cancelPlan = store.environment.after(delay, () => {
      // A hidden tab continues when it is shown.
      if (store.mayRead) {
        this.#read(next.wanted);
      }
    });
  }

  /** Requests whose runs were never read come first, then the request whose turn is next. */
  #next(): { wanted: WantedRuns; dueAt: number } | undefined {
    let next: { wanted: WantedRuns; dueAt: number } | undefined;
    for (const wanted of this.#wanted) {
      const dueAt = this.#dueAt(wanted);
      if (!next || dueAt < next.dueAt) {
        next = { wanted, dueAt };
      }
    }
    return next;
  }

  #dueAt({ id, resourceVersion }: WantedRuns): number {
    const known = this.#known.get(id);
    if (!known) {
      return Number.NEGATIVE_INFINITY;
    }
    if (known.isRefused) {
      return known.readAt + REFUSED_MS;
    }
    return known.resourceVersion === resourceVersion
      ? known.readAt + FRESH_MS
      : known.readAt;
  }

  async #read({ id, ref, resourceVersion }: WantedRuns): Promise<void> {
    const { store, calls } = this.#api;
    this.#isReading = true;
    this.#lastStart = store.environment.now();
    // The last runs are kept until they can be read again.
    let found = this.#known.get(id)?.found;
    let isRefused = false;
    try {
      const { runs, unavailable } = await calls.getPipelines(ref);
      const isComplete = unavailable.length === 0;
      isRefused = !isComplete && runs.length === 0;
      found = isRefused ? undefined : { runs, isComplete };
    } catch (thrown) {
      const error = toSkeError(thrown);
      const kind = kindOfFailure(error);
      if (kind === 'signed-out') {
        store.reportSignedOut(error);
      }
      isRefused = kind === 'refused';
      found = isRefused ? undefined : found;
    }
    this.#isReading = false;
    if (this.#wanted.some(wanted => wanted.id === id)) {
      const readAt = store.environment.now();
      this.#known.set(id, { resourceVersion, readAt, found, isRefused });
      this.#publish();
    }
    this.#plan();
  }

  #publish(): void {
    const next = new Map<string, FoundRuns>();
    for (const [id, { found }] of this.#known) {
      if (found) {
        const before = this.#snapshot.get(id);
        next.set(id, before && isSame(before, found) ? before : found);
      }
    }
    const isUnchanged =
      next.size === this.#snapshot.size &&
      [...next].every(([id, found]) => this.#snapshot.get(id) === found);
    if (!isUnchanged) {
      this.#snapshot = next;
      [...this.#listeners].forEach(listener => listener());
    }
  }
}

/** Compares runs by their values. Equal runs keep their identity, so that their row is not computed again. */
function isSame(one: FoundRuns, other: FoundRuns): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
