import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type {
  PlatformMetrics,
  PlatformServices,
} from '@kratix-portal/plugin-ske-node';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { CachedHttpAuthService } from '../callers';
import type { UserLimits } from '../limits';
import { admitCaller } from './admitCaller';
import { createAccessRouter } from './createAccessRouter';
import { createActionRouter } from './createActionRouter';
import { createErrorHandler } from './createErrorHandler';
import { createEventRouter } from './createEventRouter';
import { createIdentityRouter } from './createIdentityRouter';
import { createListRouter } from './createListRouter';
import { createPipelineRouter } from './createPipelineRouter';
import { createResourceRouter } from './createResourceRouter';
import { createWatchRouter } from './createWatchRouter';
import { ownedPaths } from './ownedPaths';
import { refuseUnknownRoute } from './refuseUnknownRoute';
import { RefusalAudit } from './RefusalAudit';
import { startRequest } from './startRequest';
import { StreamLimits } from './streams/StreamLimits';
import type { Refusals } from './turnAway';

/** What every router is made of. */
export interface RouterOptions {
  auditor: AuditorService;
  httpAuth: CachedHttpAuthService;
  limits: UserLimits;
  logger: LoggerService;
  metrics: PlatformMetrics;
  services: PlatformServices;
  /** Those of the product unless told; tests have less patience. */
  streamLimits?: Partial<StreamLimits>;
}

/** What those routers are made of whose answers go on. */
export type StreamRouterOptions = RouterOptions & Refusals;

/** All routes below `/api/ske`. `openapi.yaml` describes each; a test holds the two against each other. */
export function createRouter(options: RouterOptions): Router {
  const { auditor, httpAuth, limits, logger, metrics, services } = options;
  const refusals = new RefusalAudit({ auditor, logger });
  const router = PromiseRouter();
  router.use(startRequest);
  router.use(admitCaller({ httpAuth, limits, metrics, refusals }));
  router.use(
    createResourceRouter({ httpAuth, requests: services.requests }),
    createListRouter(options),
    createAccessRouter(options),
    createEventRouter(options),
    createPipelineRouter({ ...options, refusals }),
    createActionRouter(options),
    createWatchRouter({ ...options, refusals }),
    createIdentityRouter(options),
  );
  router.use(ownedPaths, refuseUnknownRoute);
  router.use(createErrorHandler(logger));
  return router;
}
