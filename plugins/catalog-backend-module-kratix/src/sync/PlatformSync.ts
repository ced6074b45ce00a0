import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import { kratixAnnotations } from '@kratix-portal/plugin-ske-common';
import { Backoff, pause } from '../cluster/Backoff';
import type { PlatformModel } from '../model/PlatformModel';
import { ChangeSignal } from './ChangeSignal';
import type { EntityPublisher } from './EntityPublisher';
import type { PlatformWatch, Unlisted } from './PlatformWatch';

/** How eager a sync is. */
export interface SyncPace {
  /** What comes within this time goes in one mutation. Short: a person may be waiting for a form. */
  collectMs: number;
  /** An object that changes all the time is sent this often at most: a Promise was seen to change 35 times a second. */
  sameObjectMs: number;
  /** The first time, slow lists are waited for this long: until all are there, names may still change. */
  settleMs: number;
  /** Between two times of listing everything anew. */
  refreshMs: number;
}

/** Keeps the catalog in step with a cluster, as long as it may. */
export class PlatformSync {
  readonly #watch: PlatformWatch;
  readonly #model: PlatformModel;
  readonly #publisher: EntityPublisher;
  readonly #changes: ChangeSignal;
  readonly #logger: LoggerService;
  readonly #pace: SyncPace;
  readonly #sentAt = new Map<string, number>();
  /** What could not be listed when everything was published last; undefined before the first time. */
  #unlisted: Unlisted | undefined;
  #publishedAllAt = 0;

  constructor(options: {
    watch: PlatformWatch;
    model: PlatformModel;
    publisher: EntityPublisher;
    /** Set off when something changed in the model or in the watch. */
    changes: ChangeSignal;
    logger: LoggerService;
    pace: SyncPace;
  }) {
    this.#watch = options.watch;
    this.#model = options.model;
    this.#publisher = options.publisher;
    this.#changes = options.changes;
    this.#logger = options.logger;
    this.#pace = options.pace;
  }

  /** Works until the signal is aborted. The watches stay open after that, so that a next turn goes on where this one ended. */
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
          `The catalog did not take the entities; trying again in ${Math.ceil(waitMs / 1000)} s`,
          isError(error) ? error : undefined,
        );
        await pause(waitMs, signal);
      }
    }
  }

  /** Closes the watches. The next run begins anew: somebody else may have worked meanwhile. */
  async close(): Promise<void> {
    const stopped = this.#watch.stop();
    // At once, and not when all is stopped: a next run may have begun by then.
    this.#unlisted = undefined;
    this.#publishedAllAt = 0;
    this.#watch.forget();
    await stopped;
  }

  async #turn(signal: AbortSignal): Promise<void> {
    if (this.#unlisted === undefined) {
      await this.#settled(signal);
      await this.#publishAll(signal);
      return;
    }
    if (Date.now() - this.#publishedAllAt >= this.#pace.refreshMs) {
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
    const giveUpAt = Date.now() + this.#pace.settleMs;
    const isDone = () =>
      this.#watch.hasListed &&
      (this.#watch.isSettled || Date.now() >= giveUpAt);
    while (!signal.aborted && !isDone()) {
      await this.#changes.wait(1_000, signal);
    }
  }

  async #publishAll(signal: AbortSignal): Promise<void> {
    if (signal.aborted) {
      return;
    }
    const startedAt = Date.now();
    const { unlisted } = this.#watch;
    const isKept = isComplete(unlisted)
      ? undefined
      : (entity: Entity) => isOfUnlisted(entity, unlisted);
    await this.#publisher.publishAll(isKept);
    this.#unlisted = unlisted;
    this.#publishedAllAt = startedAt;
    const { promises, resources } = this.#model.counts;
    this.#logger.info(
      `The catalog has ${this.#publisher.size} entities of ${promises} Promises and ${resources} resource requests${
        isKept ? '; those of what could not be listed are left as they are' : ''
      } (${Date.now() - startedAt} ms)`,
    );
  }

  /** Of a kind that was not listed then, and is now, entities of objects that are gone may still be there. */
  #hasListedMore(): boolean {
    if (!this.#unlisted || isComplete(this.#unlisted)) {
      return false;
    }
    const now = this.#watch.unlisted;
    const ids = new Set(now.ofKinds.map(({ id }) => id));
    return (
      (this.#unlisted.promises && !now.promises) ||
      (this.#unlisted.kinds && !now.kinds) ||
      this.#unlisted.ofKinds.some(({ id }) => !ids.has(id))
    );
  }

  async #publishChanges(signal: AbortSignal): Promise<void> {
    const { collectMs, sameObjectMs } = this.#pace;
    if (!this.#model.hasDirty) {
      const idleMs = this.#publishedAllAt + this.#pace.refreshMs - Date.now();
      await this.#changes.wait(Math.max(0, idleMs), signal);
      await pause(collectMs, signal);
      return;
    }
    const now = Date.now();
    for (const [key, at] of this.#sentAt) {
      if (now - at >= sameObjectMs) {
        this.#sentAt.delete(key);
      }
    }
    const keys = this.#model.takeDirty();
    const due = keys.filter(key => !this.#sentAt.has(key));
    this.#model.returnDirty(keys.filter(key => this.#sentAt.has(key)));
    if (due.length === 0) {
      await pause(Math.max(collectMs, sameObjectMs / 4), signal);
      return;
    }
    await this.#publisher.publishChanges(due);
    due.forEach(key => this.#sentAt.set(key, now));
  }
}

function isComplete(unlisted: Unlisted): boolean {
  return !unlisted.promises && !unlisted.kinds && unlisted.ofKinds.length === 0;
}

/** Whether an entity of ours is of an object that could not be listed. */
function isOfUnlisted(entity: Entity, unlisted: Unlisted): boolean {
  const annotations = entity.metadata.annotations ?? {};
  if (annotations[kratixAnnotations.type] !== 'resource') {
    return unlisted.promises;
  }
  return (
    unlisted.kinds ||
    unlisted.ofKinds.some(
      ({ group, kind }) =>
        group === annotations[kratixAnnotations.group] &&
        kind === annotations[kratixAnnotations.kind],
    )
  );
}
