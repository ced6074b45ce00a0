import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { CollectionReader } from '@kratix-portal/plugin-ske-node';
import type { BackoffOptions } from './cluster/Backoff';
import { systemClock, type Clock } from './cluster/Clock';
import type {
  IngestConfig,
  KratixProviderConfig,
} from './config/KratixProviderConfig';
import { createEntityContext } from './entities/EntityContext';
import { PlatformModel, type IngestedPromises } from './model/PlatformModel';
import { PendingRequestsClient } from './pending/PendingRequestsClient';
import { PendingSync } from './pending/PendingSync';
import { CatalogLookup } from './sync/CatalogLookup';
import { ChangeSignal } from './sync/ChangeSignal';
import { EntityPublisher } from './sync/EntityPublisher';
import { PlatformSync, type SyncPace } from './sync/PlatformSync';
import { PlatformWatch } from './sync/PlatformWatch';

/*
 * Only one replica at a time watches the cluster: the replica that runs the scheduler's task. Backstage's scheduler locks a run for one replica until
 * `timeout`, and the lock cannot be extended. A run therefore ends before the timeout, and the next run starts immediately. The next run is
 * nearly always on the same replica, which continues with the watches that it kept open. After a replica is stopped properly, another replica takes the
 * next run within seconds. After a crash this takes the timeout plus up to a minute, because the scheduler looks for expired locks once a minute.
 */
const RUN_MILLISECONDS = 60_000;
const RUN_TIMEOUT_MILLISECONDS = 90_000;
const RUN_FREQUENCY = { seconds: 5 };
/** How long the watches stay open after a run. It is longer than the pause between two runs on this replica, and shorter than a run on another replica. */
const KEEP_OPEN_MILLISECONDS = 20_000;

/** Distinguishes the reads of this module from the reads of users in the API server's audit log. */
const USER_AGENT = 'kratix-portal-catalog';

const DEFAULT_PACE: Omit<SyncPace, 'refreshMs'> = {
  collectMs: 50,
  sameObjectMs: 2_000,
  // Must be shorter than a run.
  settleMs: 45_000,
};

/** The services of Backstage that a provider uses. */
export interface KratixEntityProviderServices {
  auth: AuthService;
  catalog: CatalogService;
  discovery: DiscoveryService;
  logger: LoggerService;
  scheduler: SchedulerService;
}

/** Provides the entities of one cluster. The provider schedules the runs and connects the parts that do the work. */
export class KratixEntityProvider implements EntityProvider {
  readonly #config: KratixProviderConfig;
  readonly #services: KratixEntityProviderServices;
  readonly #reader: CollectionReader;
  readonly #options: KratixEntityProviderOptions;
  readonly #clock: Clock;
  #sync: PlatformSync | undefined;
  #pending: PendingSync | undefined;
  #keptOpen = new AbortController();
  #isClosed = false;

  constructor(
    config: KratixProviderConfig,
    services: KratixEntityProviderServices,
    options: KratixEntityProviderOptions = {},
  ) {
    this.#config = config;
    this.#services = services;
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#reader = new CollectionReader({
      platform: config.cluster,
      userAgent: USER_AGENT,
    });
  }

  getProviderName(): string {
    return `kratix:${this.#config.id}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#sync = this.#createSync(connection);
    await this.#services.scheduler.scheduleTask({
      id: `kratix_${this.#config.id}_watch`,
      frequency: RUN_FREQUENCY,
      timeout: {
        milliseconds: this.#options.runTimeoutMs ?? RUN_TIMEOUT_MILLISECONDS,
      },
      fn: signal => this.#run(signal),
    });
  }

  /** Closes the watches. The run itself is ended by the scheduler. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#keptOpen.abort();
    await this.#sync?.close();
    await this.#reader.close();
  }

  async #run(signal: AbortSignal): Promise<void> {
    this.#keptOpen.abort();
    const runMs = this.#options.runMs ?? RUN_MILLISECONDS;
    const end = AbortSignal.any([signal, AbortSignal.timeout(runMs)]);
    await Promise.all([this.#sync?.run(end), this.#pending?.run(end)]);
    if (!this.#isClosed) {
      this.#keptOpen = new AbortController();
      void this.#closeUnless(this.#keptOpen.signal);
    }
  }

  /** Closes the watches after some time, unless the next run has begun. */
  async #closeUnless(continued: AbortSignal): Promise<void> {
    await this.#clock.pause(KEEP_OPEN_MILLISECONDS, continued);
    if (!continued.aborted) {
      await this.#sync?.close();
    }
  }

  #createSync(connection: EntityProviderConnection): PlatformSync {
    const config = this.#config;
    const { auth, catalog } = this.#services;
    const logger = this.#services.logger.child({ kratixProvider: config.id });
    const context = createEntityContext(config);
    const clock = this.#clock;
    const changes = new ChangeSignal(clock);
    const model = new PlatformModel({
      context,
      ingestedPromises: ingestedPromises(config.ingest),
    });
    const watch = new PlatformWatch({
      reader: this.#reader,
      ingest: config.ingest,
      model,
      context,
      logger,
      backoff: this.#options.backoff,
      clock,
      onChange: () => changes.set(),
    });
    const publisher = new EntityPublisher({
      connection,
      lookup: new CatalogLookup({ catalog, auth, location: context.location }),
      model,
      logger,
      locationKey: this.getProviderName(),
    });
    this.#pending = config.ingest.resources
      ? new PendingSync({
          client:
            this.#options.pendingClient ??
            new PendingRequestsClient(this.#services),
          model,
          logger,
          clock,
          cluster: config.cluster.name,
          everyMs: config.pendingRefreshSeconds * 1000,
          onChange: () => changes.set(),
        })
      : undefined;
    return new PlatformSync({
      watch,
      model,
      publisher,
      changes,
      pending: this.#pending,
      logger,
      pace: {
        ...DEFAULT_PACE,
        ...this.#options.pace,
        refreshMs: config.refreshSeconds * 1000,
      },
      clock,
    });
  }
}

function ingestedPromises(ingest: IngestConfig): IngestedPromises {
  if (!ingest.promises) {
    return 'none';
  }
  return ingest.promiseSelector ? 'some' : 'all';
}

/** Tests pass shorter times than the product's. */
export interface KratixEntityProviderOptions {
  runMs?: number;
  /** Must be longer than a run: after this time the scheduler releases the lock of a replica that crashed. */
  runTimeoutMs?: number;
  pace?: Partial<Omit<SyncPace, 'refreshMs'>>;
  backoff?: Partial<BackoffOptions>;
  clock?: Clock;
  pendingClient?: Pick<PendingRequestsClient, 'list' | 'deleteSeen'>;
}
