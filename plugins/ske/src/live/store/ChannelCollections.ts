import type { SkeError } from '@kratix-portal/plugin-ske-common';
import type { Collection } from './Collection';
import type { LiveEnvironment } from './LiveEnvironment';
import { memberRetryDelay } from './memberRetryDelay';
import type { FailureKind } from './readFailure';
import type { StreamRun } from './StreamRun';

/** Why a collection is out of date. */
export interface Stale {
  error?: SkeError;
  status?: 'refused' | 'reconnecting';
}

/** The collections of one channel. Marks them as stale when the stream is interrupted. */
export class ChannelCollections extends Set<Collection> {
  readonly #environment: LiveEnvironment;
  readonly #onChange: (collection: Collection) => void;

  constructor(options: {
    environment: LiveEnvironment;
    onChange: (collection: Collection) => void;
  }) {
    super();
    this.#environment = options.environment;
    this.#onChange = options.onChange;
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

  /** Records that the stream no longer follows a member. Returns the delay after which the subscription is tried again. */
  fail(
    member: Collection,
    failure: { kind: FailureKind; error?: SkeError },
  ): number {
    const { kind, error } = failure;
    member.failures++;
    if (kind === 'relist' || kind === 'refused') {
      member.cursor = undefined;
    }
    const random = this.#environment.random();
    const delay = memberRetryDelay(member, { kind, error, random });
    member.retryAt = this.#environment.now() + delay;
    const status = kind === 'refused' ? 'refused' : 'reconnecting';
    this.mark(member, { error, status });
    return delay;
  }

  mark(collection: Collection, stale: Stale): void {
    collection.setStale(stale.status ?? 'reconnecting', stale);
    this.#onChange(collection);
  }

  /** A refusal stays valid while the stream is interrupted. */
  markInterrupted(stale: Stale): void {
    for (const collection of this) {
      if (collection.status !== 'refused') {
        this.mark(collection, stale);
      }
    }
  }

  markLive(): void {
    for (const collection of this) {
      if (collection.status === 'live') {
        this.mark(collection, {});
      }
    }
  }

  /** Marks the members as stale that were live in the previous stream and that the new stream has not synced in time. */
  markUnsynced(run: StreamRun): void {
    for (const member of run.members) {
      if (!run.synced.has(member) && member.status === 'live') {
        this.mark(member, {});
      }
    }
  }
}
