import type { SkeError } from '@kratix-portal/plugin-ske-common';
import type { Collection } from './Collection';
import type { StreamRun } from './StreamRun';

/** Why and since when a collection is out of date. */
export interface Stale {
  asOf?: number;
  error?: SkeError;
  status?: 'refused' | 'reconnecting';
}

/** The collections of one channel. Marks them as stale when the stream is interrupted. */
export class ChannelCollections extends Set<Collection> {
  readonly #onChange: (collection: Collection) => void;

  constructor(onChange: (collection: Collection) => void) {
    super();
    this.#onChange = onChange;
  }

  /** The collections that may be read now. */
  due(now: number): Collection[] {
    return [...this].filter(
      ({ retryAt }) => retryAt === undefined || retryAt <= now,
    );
  }

  /** The times at which the collections that wait for a retry may be read. */
  retryTimes(now: number): number[] {
    return [...this].flatMap(({ retryAt }) =>
      retryAt !== undefined && retryAt > now ? [retryAt] : [],
    );
  }

  /** The collections that wait for a retry, except those that the cluster rejected. */
  interrupted(): Collection[] {
    return [...this].filter(
      ({ retryAt, status }) => retryAt !== undefined && status !== 'refused',
    );
  }

  mark(collection: Collection, stale: Stale): void {
    collection.setStale(stale.status ?? 'reconnecting', stale);
    this.#onChange(collection);
  }

  /** A refusal holds while the stream is interrupted. */
  markInterrupted(stale: Stale): void {
    for (const collection of this) {
      if (collection.status !== 'refused') {
        this.mark(collection, stale);
      }
    }
  }

  markLive(stale: Stale): void {
    for (const collection of this) {
      if (collection.status === 'live') {
        this.mark(collection, stale);
      }
    }
  }

  /** Marks the members as stale that were live in the previous stream and that the new stream has not synced in time. */
  markUnsynced(run: StreamRun): void {
    for (const member of run.members) {
      if (!run.synced.has(member) && member.status === 'live') {
        this.mark(member, { asOf: run.openedAt });
      }
    }
  }
}
