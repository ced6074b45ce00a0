import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { Clock } from '../cluster/Clock';
import type { PlatformModel } from '../model/PlatformModel';
import type { PendingRequestsClient } from './PendingRequestsClient';

/** The pause before the next read if the `ske` plugin does not respond. It is short, because the `ske` plugin can start later than the catalog. */
const FIRST_RETRY_MS = 1_000;

/** Keeps the model up to date with the recorded requests whose resources do not exist yet (P1, P2), while the run of this replica lasts. */
export class PendingSync {
  readonly #client: Pick<PendingRequestsClient, 'list' | 'deleteSeen'>;
  readonly #model: PlatformModel;
  readonly #logger: LoggerService;
  readonly #clock: Clock;
  readonly #cluster: string;
  readonly #everyMs: number;
  readonly #onChange: () => void;
  #isFailing = false;
  #hasRead = false;

  constructor(options: {
    client: Pick<PendingRequestsClient, 'list' | 'deleteSeen'>;
    model: PlatformModel;
    logger: LoggerService;
    clock: Clock;
    /** The name of the platform cluster. */
    cluster: string;
    /** The time between two reads. */
    everyMs: number;
    /** Called when the model has dirty keys. */
    onChange: () => void;
  }) {
    this.#client = options.client;
    this.#model = options.model;
    this.#logger = options.logger;
    this.#clock = options.clock;
    this.#cluster = options.cluster;
    this.#everyMs = options.everyMs;
    this.#onChange = options.onChange;
  }

  /** Whether the records have been read since the last `forget`. Before that, the requests in the catalog stay. */
  get hasRead(): boolean {
    return this.#hasRead;
  }

  /** Called when another replica may take over. */
  forget(): void {
    this.#hasRead = false;
    this.#model.setPending([]);
  }

  /** Reads the records at an interval until the signal is aborted. After a failure the entities stay, and the failure is logged once. */
  async run(signal: AbortSignal): Promise<void> {
    let retryMs = Math.min(FIRST_RETRY_MS, this.#everyMs);
    while (!signal.aborted) {
      const isRead = await this.#refresh();
      retryMs = isRead ? FIRST_RETRY_MS : retryMs * 2;
      await this.#clock.pause(
        isRead ? this.#everyMs : Math.min(retryMs, this.#everyMs),
        signal,
      );
    }
  }

  /** @returns false if the records could not be read, or the backend has no `ske` plugin (yet) */
  async #refresh(): Promise<boolean> {
    try {
      await this.#reportSeen();
      const recorded = await this.#client.list(this.#cluster);
      this.#hasRead = true;
      this.#model.setPending(recorded ?? []);
      this.#onChange();
      await this.#reportSeen();
      this.#recovered();
      return recorded !== undefined;
    } catch (error) {
      this.#failed(error);
      return false;
    }
  }

  async #reportSeen(): Promise<void> {
    const seen = this.#model.seenRequests;
    if (seen.length > 0) {
      await this.#client.deleteSeen(
        seen.map(({ id, requestedAt }) => ({ id, requestedAt })),
      );
      this.#model.forgetSeen(seen);
    }
  }

  #failed(error: unknown): void {
    if (!this.#isFailing) {
      this.#isFailing = true;
      this.#logger.warn(
        'Cannot read the recorded requests from the ske plugin. While they cannot be read, their entities stay unchanged.',
        isError(error) ? error : undefined,
      );
    }
  }

  #recovered(): void {
    if (this.#isFailing) {
      this.#isFailing = false;
      this.#logger.info('Reading the recorded requests works again.');
    }
  }
}
