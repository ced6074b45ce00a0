import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createServiceFactory,
  type LoggerService,
} from '@backstage/backend-plugin-api';

/*
 * A Backstage with a catalog and our module, which tells the benchmark what it has done and what it holds. Started with --expose-gc.
 */

/** What the benchmark is told when it asks. */
export interface BackendReport {
  /** After a garbage collection, in bytes. */
  heap: number;
  rss: number;
  /** Since the start. */
  mutations: number;
  /** Of this process since its start: what a busy machine does not change much. */
  cpuSeconds: number;
}

/** What it says: that it serves, or what it was asked for. */
export interface BackendMessage {
  from: 'catalog-backend';
  report?: BackendReport;
}

let mutations = 0;

/** Counts what the module says of its mutations, at debug level, and shows the rest from info on. */
const logger: LoggerService = {
  error: message => show('error', message),
  warn: message => show('warn', message),
  info: message => show('info', message),
  debug: message => {
    if (/^Sent a (?:full|delta) mutation/.test(message)) {
      mutations += 1;
    }
  },
  child: () => logger,
};

function show(level: string, message: string): void {
  process.stdout.write(`${new Date().toISOString()} ${level} ${message}\n`);
}

function report(): BackendReport {
  const collect = globalThis.gc;
  if (!collect) {
    throw new Error('start it with --expose-gc');
  }
  collect();
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return {
    heap: heapUsed + external,
    rss,
    mutations,
    cpuSeconds: (user + system) / 1e6,
  };
}

function tell(message: Omit<BackendMessage, 'from'>): void {
  process.send?.({ from: 'catalog-backend', ...message });
}

process.on('message', message => {
  if (message === 'report') {
    tell({ report: report() });
  }
});
// Whoever started it is gone.
process.on('disconnect', () => process.exit(0));

const backend = createBackend();
backend.add(
  createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => logger,
  }),
);
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@kratix-portal/plugin-catalog-backend-module-kratix'));
backend.start().then(
  () => tell({}),
  (error: unknown) => {
    show('error', String(error));
    process.exit(1);
  },
);
