import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { LRUCache } from 'lru-cache';
import type {
  PendingRequestRow,
  PendingRequestStore,
} from './PendingRequestStore';
import type { TaskResults } from './TaskResults';

/** The catalog reads the records at an interval, so it is enough to ask for some of the tasks each time. */
const MOST_ASKED = 20;
const MOST_SETTLED = 10_000;
/** The pause after the scaffolder could not be reached, for example because the portal has no scaffolder. */
const PAUSE_AFTER_ERROR_MS = 60_000;

/** Stores in the record of a task why the task failed, if it failed in another step than the step that creates the resource. */
export class TaskFailures {
  readonly #store: Pick<PendingRequestStore, 'markTaskFailed'>;
  readonly #results: Pick<TaskResults, 'read'>;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  /** Records whose task has ended. */
  readonly #settled = new LRUCache<string, true>({ max: MOST_SETTLED });
  #isAsking = false;
  #pausedUntil = 0;

  constructor(options: {
    store: Pick<PendingRequestStore, 'markTaskFailed'>;
    results: Pick<TaskResults, 'read'>;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#store = options.store;
    this.#results = options.results;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /** Asks the scaffolder how the tasks of records without a reason ended, and stores the results. The next read of the records contains them. */
  async note(rows: readonly PendingRequestRow[]): Promise<void> {
    if (this.#isAsking || this.#now() < this.#pausedUntil) {
      return;
    }
    this.#isAsking = true;
    try {
      const asked = rows
        .filter(row => isUnexplained(row) && !this.#settled.has(keyOf(row)))
        .slice(0, MOST_ASKED);
      for (const row of asked) {
        await this.#ask(row);
      }
    } catch (error) {
      this.#pausedUntil = this.#now() + PAUSE_AFTER_ERROR_MS;
      this.#logger.debug(
        `The scaffolder did not say how a task ended: ${isError(error) ? error.message : 'unknown error'}`,
      );
    } finally {
      this.#isAsking = false;
    }
  }

  async #ask(row: PendingRequestRow): Promise<void> {
    const result = await this.#results.read(row.taskId!, row.requestedBy);
    if (result.type === 'running') {
      return;
    }
    if (result.type === 'failed') {
      await this.#store.markTaskFailed(row, result.failure);
    }
    this.#settled.set(keyOf(row), true);
  }
}

/** Whether the scaffolder has to be asked about a record. A request in a pull request waits for its approval, even if its task failed. */
function isUnexplained(row: PendingRequestRow): boolean {
  return (
    row.taskId !== undefined &&
    row.failure === undefined &&
    row.pullRequestUrl === undefined &&
    !row.existed
  );
}

/** A request that is recorded again has the same id. */
function keyOf({ id, requestedAt }: PendingRequestRow): string {
  return `${id} ${requestedAt}`;
}
