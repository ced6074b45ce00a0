import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import {
  kratixAnnotations,
  portalAnnotations,
} from '@kratix-portal/plugin-ske-common';
import { Backoff } from '../cluster/Backoff';
import type { Clock } from '../cluster/Clock';
import type { PlatformModel } from '../model/PlatformModel';
import type { PendingSync } from '../pending/PendingSync';
import { ChangeSignal } from './ChangeSignal';
import type { EntityPublisher } from './EntityPublisher';
import type { PlatformWatch, Unlisted } from './PlatformWatch';

/** How often a sync sends mutations, and how long it waits. */
export interface SyncPace {
  /** Changes within this time are sent in one mutation. The time is short, because a user may be waiting for a form. */
  collectMs: number;
  /** The shortest time between two mutations of one object: Promises have been observed to change 35 times a second. */
  sameObjectMs: number;
  /** How long the first sync waits for slow lists. It waits, because names may change until all lists are complete. */
  settleMs: number;
  /** The time between two relists of all collections. */
  refreshMs: number;
}

/** The collections that could not be listed, and the recorded requests if they could not be read. */
interface Unread extends Unlisted {
  pending: boolean;
}

/** Keeps the catalog up to date with a cluster while its run lasts. */
export class PlatformSync {
  readonly #watch: PlatformWatch;
  readonly #model: PlatformModel;
  readonly #publisher: EntityPublisher;
  readonly #changes: ChangeSignal;
  readonly #pending: Pick<PendingSync, 'hasRead' | 'forget'> | undefined;
  readonly #logger: LoggerService;
  readonly #pace: SyncPace;
  readonly #clock: Clock;
  readonly #sentAt = new Map<string, number>();
  /** The collections that could not be listed when all entities were last published; undefined before the first time. */
  #unlisted: Unread | undefined;
  #publishedAllAt = 0;

  constructor(options: {
    watch: PlatformWatch;
    model: PlatformModel;
    publisher: EntityPublisher;
    /** Wakes the sync when the model or the watch has changed. */
    changes: ChangeSignal;
    /** Absent if the catalog shows no resource requests. */
    pending?: Pick<PendingSync, 'hasRead' | 'forget'>;
    logger: LoggerService;
    pace: SyncPace;
    clock: Clock;
  }) {
    this.#watch = options.watch;
    this.#model = options.model;
    this.#publisher = options.publisher;
    this.#changes = options.changes;
    this.#pending = options.pending;
    this.#logger = options.logger;
    this.#pace = options.pace;
    this.#clock = options.clock;
  }

  /** Runs until the signal is aborted. The watches stay open after that, so that the next run continues where this run ended. */
  async run(signal: AbortSignal): Promise<void> {
    const backoff = new Backoff();
    this.#watch.start();
    while (!signal.aborted) {
      try {
        await this.#turn(signal);
        backoff.succeeded();
      } catch (error) {
        if (signal.aborted) {
          return;
        }
        const waitMs = backoff.failed(error);
        this.#logger.warn(
          `The catalog rejected the entities. Retrying in ${Math.ceil(waitMs / 1000)} s.`,
          isError(error) ? error : undefined,
        );
        await this.#clock.pause(waitMs, signal);
      }
    }
  }

  /** Closes the watches. The next run starts from scratch, because another replica may have run in the meantime. */
  async close(): Promise<void> {
    const stopped = this.#watch.stop();
    // The state is reset before the watches have stopped, because the next run may start in the meantime.
    this.#unlisted = undefined;
    this.#publishedAllAt = 0;
    this.#watch.forget();
    this.#pending?.forget();
    await stopped;
  }

  async #turn(signal: AbortSignal): Promise<void> {
    if (this.#unlisted === undefined) {
      await this.#settled(signal);
      await this.#publishAll(signal);
      return;
    }
    if (this.#clock.now() - this.#publishedAllAt >= this.#pace.refreshMs) {
      await this.#watch.relist();
      await this.#settled(signal);
      await this.#publishAll(signal);
      return;
    }
    if (this.#hasListedMore()) {
      await this.#publishAll(signal);
      return;
    }
    await this.#publishChanges(signal);
  }

  async #settled(signal: AbortSignal): Promise<void> {
    const giveUpAt = this.#clock.now() + this.#pace.settleMs;
    const isDone = () =>
      this.#watch.hasListed &&
      (this.#watch.isSettled || this.#clock.now() >= giveUpAt);
    while (!signal.aborted && !isDone()) {
      await this.#changes.wait(1_000, signal);
    }
  }

  async #publishAll(signal: AbortSignal): Promise<void> {
    if (signal.aborted) {
      return;
    }
    const startedAt = this.#clock.now();
    const unlisted = this.#unread();
    const isKept = isComplete(unlisted)
      ? undefined
      : (entity: Entity) => isOfUnlisted(entity, unlisted);
    await this.#publisher.publishAll(isKept);
    this.#unlisted = unlisted;
    this.#publishedAllAt = startedAt;
    const { promises, resources } = this.#model.counts;
    this.#logger.info(
      `The catalog has ${this.#publisher.size} entities of ${promises} Promises and ${resources} resource requests (sent in ${this.#clock.now() - startedAt} ms).${
        isKept
          ? ' Entities of collections that could not be listed stay unchanged.'
          : ''
      }`,
    );
  }

  #unread(): Unread {
    return {
      ...this.#watch.unlisted,
      pending: this.#pending?.hasRead === false,
    };
  }

  /** Whether a kind that could not be listed before can be listed now. The catalog may then have entities of deleted objects of this kind. */
  #hasListedMore(): boolean {
    if (!this.#unlisted || isComplete(this.#unlisted)) {
      return false;
    }
    const now = this.#unread();
    const ids = new Set(now.ofKinds.map(({ id }) => id));
    return (
      (this.#unlisted.promises && !now.promises) ||
      (this.#unlisted.kinds && !now.kinds) ||
      (this.#unlisted.pending && !now.pending) ||
      this.#unlisted.ofKinds.some(({ id }) => !ids.has(id))
    );
  }

  async #publishChanges(signal: AbortSignal): Promise<void> {
    const { collectMs, sameObjectMs } = this.#pace;
    if (!this.#model.hasDirty) {
      const idleMs =
        this.#publishedAllAt + this.#pace.refreshMs - this.#clock.now();
      await this.#changes.wait(Math.max(0, idleMs), signal);
      await this.#clock.pause(collectMs, signal);
      return;
    }
    const now = this.#clock.now();
    for (const [key, at] of this.#sentAt) {
      if (now - at >= sameObjectMs) {
        this.#sentAt.delete(key);
      }
    }
    const keys = this.#model.takeDirty();
    const due = keys.filter(key => !this.#sentAt.has(key));
    this.#model.returnDirty(keys.filter(key => this.#sentAt.has(key)));
    if (due.length === 0) {
      await this.#clock.pause(Math.max(collectMs, sameObjectMs / 4), signal);
      return;
    }
    await this.#publisher.publishChanges(due);
    due.forEach(key => this.#sentAt.set(key, now));
  }
}

function isComplete(unlisted: Unread): boolean {
  return (
    !unlisted.promises &&
    !unlisted.kinds &&
    !unlisted.pending &&
    unlisted.ofKinds.length === 0
  );
}

/** Whether one of our entities belongs to a collection that could not be listed. */
function isOfUnlisted(entity: Entity, unlisted: Unread): boolean {
  const annotations = entity.metadata.annotations ?? {};
  if (annotations[kratixAnnotations.type] !== 'resource') {
    return unlisted.promises;
  }
  const isPending = annotations[portalAnnotations.requestedAt] !== undefined;
  return (
    unlisted.kinds ||
    (unlisted.pending && isPending) ||
    unlisted.ofKinds.some(
      ({ group, kind }) =>
        group === annotations[kratixAnnotations.group] &&
        kind === annotations[kratixAnnotations.kind],
    )
  );
}
