import type {
  AuthService,
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
import type {
  IngestConfig,
  KratixProviderConfig,
} from './config/KratixProviderConfig';
import { createEntityContext } from './entities/EntityContext';
import { PlatformModel, type IngestedPromises } from './model/PlatformModel';
import { CatalogLookup } from './sync/CatalogLookup';
import { ChangeSignal } from './sync/ChangeSignal';
import { EntityPublisher } from './sync/EntityPublisher';
import { PlatformSync, type SyncPace } from './sync/PlatformSync';
import { PlatformWatch } from './sync/PlatformWatch';

/*
 * One replica works at a time: it runs the scheduler's task. Backstage gives a run to one replica, for as long as `timeout` says, and has no
 * call to extend it. So a run ends by itself before that, and is asked for again at once: nearly always by the same replica, which
 * then goes on with the watches that it kept open. When a replica dies, another has the next run after the timeout and the scheduler's own
 * minute of looking; when one is stopped in good order, after a few seconds.
 */
const RUN_MILLISECONDS = 60_000;
const RUN_TIMEOUT_MILLISECONDS = 90_000;
const RUN_FREQUENCY = { seconds: 5 };
/** Longer than it takes to be given the next run, shorter than a run of another replica. */
const KEEP_OPEN_MILLISECONDS = 20_000;

/** How these reads are told from people's in the API server's audit log. */
const USER_AGENT = 'kratix-portal-catalog';

const DEFAULT_PACE: Omit<SyncPace, 'refreshMs'> = {
  collectMs: 50,
  sameObjectMs: 2_000,
  // Less than a run.
  settleMs: 45_000,
};

/** What a provider needs of Backstage. */
export interface KratixEntityProviderServices {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
  scheduler: SchedulerService;
}

/** The entities of one cluster: schedules, and hands over. */
export class KratixEntityProvider implements EntityProvider {
  readonly #config: KratixProviderConfig;
  readonly #services: KratixEntityProviderServices;
  readonly #reader: CollectionReader;
  readonly #options: KratixEntityProviderOptions;
  #sync: PlatformSync | undefined;
  #closing: NodeJS.Timeout | undefined;

  constructor(
    config: KratixProviderConfig,
    services: KratixEntityProviderServices,
    options: KratixEntityProviderOptions = {},
  ) {
    this.#config = config;
    this.#services = services;
    this.#options = options;
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

  /** Ends the watches. The scheduler ends the run. */
  async close(): Promise<void> {
    clearTimeout(this.#closing);
    await this.#sync?.close();
    await this.#reader.close();
  }

  async #run(signal: AbortSignal): Promise<void> {
    clearTimeout(this.#closing);
    const runMs = this.#options.runMs ?? RUN_MILLISECONDS;
    await this.#sync?.run(
      AbortSignal.any([signal, AbortSignal.timeout(runMs)]),
    );
    this.#closing = setTimeout(
      () => void this.#sync?.close(),
      this.#options.keepOpenMs ?? KEEP_OPEN_MILLISECONDS,
    );
    this.#closing.unref();
  }

  #createSync(connection: EntityProviderConnection): PlatformSync {
    const config = this.#config;
    const { auth, catalog } = this.#services;
    const logger = this.#services.logger.child({ kratixProvider: config.id });
    const context = createEntityContext(config);
    const changes = new ChangeSignal();
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
      onChange: () => changes.set(),
    });
    const publisher = new EntityPublisher({
      connection,
      lookup: new CatalogLookup({ catalog, auth, location: context.location }),
      model,
      logger,
      locationKey: this.getProviderName(),
    });
    return new PlatformSync({
      watch,
      model,
      publisher,
      changes,
      logger,
      pace: {
        ...DEFAULT_PACE,
        ...this.#options.pace,
        refreshMs: config.refreshSeconds * 1000,
      },
    });
  }
}

function ingestedPromises(ingest: IngestConfig): IngestedPromises {
  if (!ingest.promises) {
    return 'none';
  }
  return ingest.promiseSelector ? 'some' : 'all';
}

/** Other times than the product's, for tests. */
export interface KratixEntityProviderOptions {
  runMs?: number;
  /** Longer than a run: after so long the scheduler takes it from a replica that died. */
  runTimeoutMs?: number;
  keepOpenMs?: number;
  pace?: Partial<Omit<SyncPace, 'refreshMs'>>;
  backoff?: Partial<BackoffOptions>;
}
