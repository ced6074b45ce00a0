import type { SchedulerService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { KratixProviderConfig } from '../config/KratixProviderConfig';
import {
  KratixEntityProvider,
  type KratixEntityProviderOptions,
} from '../KratixEntityProvider';
import { eventually } from './eventually';
import { FakeApiServer } from './FakeApiServer';
import { MemoryCatalog } from './MemoryCatalog';
import { MemoryRequests } from './MemoryRequests';
import {
  rawDefinition,
  rawPromise,
  rawResource,
  testProvider,
} from './objects';

export const PROMISES = '/apis/platform.kratix.io/v1alpha1/promises';
export const DEFINITIONS =
  '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
export const BINDINGS = '/apis/platform.kratix.io/v1alpha1/resourcebindings';
export const DATABASES = '/apis/example.com/v1/databases';
export const QUEUES = '/apis/example.com/v1/queues';

/** A provider with a fake API server and a catalog in memory. The cluster has a Promise `database` and a request `orders`. */
export class ProviderHarness {
  readonly catalog = new MemoryCatalog();
  readonly pending = new MemoryRequests();
  readonly warnings: string[] = [];
  readonly infos: string[] = [];
  readonly server: FakeApiServer;
  #provider: KratixEntityProvider | undefined;
  #running: Promise<void> | undefined;
  #end = new AbortController();
  #task: Parameters<SchedulerService['scheduleTask']>[0] | undefined;

  static async create(): Promise<ProviderHarness> {
    const server = await FakeApiServer.start();
    [PROMISES, DEFINITIONS, BINDINGS, DATABASES, QUEUES].forEach(path =>
      server.serve(path),
    );
    server.put(PROMISES, rawPromise('database', { kind: 'Database' }));
    server.put(DEFINITIONS, rawDefinition('database', 'Database'));
    server.put(DATABASES, rawResource('orders'));
    return new ProviderHarness(server);
  }

  private constructor(server: FakeApiServer) {
    this.server = server;
  }

  /** The task that the provider has scheduled. */
  get task() {
    return this.#task;
  }

  /** Creates a provider and starts its first run. */
  async start(
    config: Partial<KratixProviderConfig> = {},
    options: KratixEntityProviderOptions = {},
  ): Promise<void> {
    const logger = mockServices.logger.mock({
      child: () => logger,
      warn: message => this.warnings.push(message),
      info: message => this.infos.push(message),
    });
    const scheduler = mockServices.scheduler.mock({
      scheduleTask: async task => {
        this.#task = task;
      },
    });
    this.#provider = new KratixEntityProvider(
      { ...testProvider, cluster: this.server.platform, ...config },
      {
        auth: mockServices.auth(),
        catalog: this.catalog.service,
        discovery: mockServices.discovery.mock(),
        logger,
        scheduler,
      },
      {
        backoff: { firstMs: 5, longestMs: 50 },
        pendingClient: this.pending,
        ...options,
        pace: { collectMs: 5, sameObjectMs: 20, ...options.pace },
      },
    );
    await this.#provider.connect(this.catalog.connection);
    this.run();
  }

  /** Starts a run, as the scheduler does. */
  run(): void {
    this.#end = new AbortController();
    this.#running = Promise.resolve(this.#task?.fn(this.#end.signal));
  }

  /** Ends the current run, as the scheduler does. */
  async endRun(): Promise<void> {
    this.#end.abort();
    await this.#running;
  }

  /** Ends the run and closes the provider, like a backend that stops. */
  async close(): Promise<void> {
    await this.endRun();
    await this.#provider?.close();
  }

  async stop(): Promise<void> {
    await this.close();
    await this.server.stop();
  }

  async has(...refs: string[]): Promise<void> {
    await eventually(`the catalog to have ${refs}`, () =>
      refs.every(ref => this.catalog.entities.has(ref)) ? true : undefined,
    );
  }

  async lacks(ref: string): Promise<void> {
    await eventually(`${ref} to be removed from the catalog`, () =>
      this.catalog.entities.has(ref) ? undefined : true,
    );
  }

  /** Waits until the provider has this number of open watches. */
  async watches(count: number): Promise<void> {
    await eventually(
      `${count} watches`,
      () => this.server.openWatches === count || undefined,
    );
  }

  annotationsOf(ref: string): Record<string, string> | undefined {
    return this.catalog.entities.get(ref)?.metadata.annotations;
  }
}
