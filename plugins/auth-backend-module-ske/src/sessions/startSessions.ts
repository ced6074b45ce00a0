import type {
  AuditorService,
  DatabaseService,
  HttpAuthService,
  HttpRouterService,
  LifecycleService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { createGrantRouter } from './createGrantRouter';
import { createLogoutRouter } from './createLogoutRouter';
import { createSessionRouter } from './createSessionRouter';
import { EndedSessions } from './EndedSessions';
import { LogoutTokens } from './LogoutTokens';
import { readSessionConfig, type SessionConfig } from './readSessionConfig';
import { SessionKeys } from './SessionKeys';
import { SessionAudit } from './SessionAudit';
import { Sessions } from './Sessions';
import { SessionStore } from './SessionStore';
import { TaskGrants } from './TaskGrants';

/** Starts session mode: the store, the route of the `ske` plugin and the sweep. Returns undefined in mode `tok`. */
export async function startSessions(services: {
  auditor: AuditorService;
  config: Config;
  database: DatabaseService;
  httpAuth: HttpAuthService;
  httpRouter: HttpRouterService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  scheduler: SchedulerService;
}): Promise<
  (SessionConfig & { sessions: Sessions; grants: TaskGrants }) | undefined
> {
  const { auditor, config, httpAuth, httpRouter, logger } = services;
  const sessionConfig = readSessionConfig(config);
  if (!sessionConfig) {
    return undefined;
  }
  const store = await SessionStore.create(services.database);
  const ended = new EndedSessions({ store });
  const audit = new SessionAudit({ auditor, logger });
  const keys = new SessionKeys(sessionConfig.keys);
  const sessions = new Sessions({
    store,
    keys,
    logger,
    onEvent: event => {
      audit.sessionChanged(event);
      if (event.type === 'end') {
        ended.changed();
      }
    },
  });
  services.lifecycle.addShutdownHook(async () => {
    ended.stop();
    await sessions.settle();
  });
  const { servesKubernetesPlugin } = sessionConfig;
  httpRouter.use(
    createSessionRouter({
      ...{ sessions, ended, httpAuth, audit, servesKubernetesPlugin },
    }),
  );
  const grants = new TaskGrants({ store, sessions, keys });
  httpRouter.use(createGrantRouter({ grants, httpAuth, audit }));
  httpRouter.use(
    createLogoutRouter({
      sessions,
      logoutTokens: new LogoutTokens({ sessions }),
      audit,
    }),
  );
  await services.scheduler.scheduleTask({
    id: 'ske-sessions-sweep',
    frequency: { hours: 1 },
    timeout: { minutes: 10 },
    fn: () => sessions.sweep(),
  });
  await services.scheduler.scheduleTask({
    id: 'ske-task-grants',
    frequency: { minutes: 5 },
    timeout: { minutes: 4 },
    fn: signal => grants.keepSessions(signal),
  });
  return { ...sessionConfig, sessions, grants };
}
