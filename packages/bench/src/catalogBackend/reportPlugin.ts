import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import { Router } from 'express';
import type { BackendReport } from './BackendReport';

let mutations = 0;

/** Counts the mutations, which the module logs at level debug, and prints messages of level info and above. */
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

/** Replaces the backend's logger by the counting one. */
export const mutationCounter = createServiceFactory({
  service: coreServices.rootLogger,
  deps: {},
  factory: () => logger,
});

/** `GET /api/report`: memory, CPU time and mutations of the process. */
export const reportPlugin = createBackendPlugin({
  pluginId: 'report',
  register(env) {
    env.registerInit({
      deps: { httpRouter: coreServices.httpRouter },
      async init({ httpRouter }) {
        const router = Router();
        router.get('/', (_req, res) => {
          res.json(report());
        });
        httpRouter.use(router);
      },
    });
  },
});

function show(level: string, message: string): void {
  process.stdout.write(`${new Date().toISOString()} ${level} ${message}\n`);
}

function report(): BackendReport {
  const collect = globalThis.gc;
  if (!collect) {
    throw new Error('The backend needs the Node option --expose-gc.');
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
