import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
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
import type { RouterOptions } from './RouterOptions';
import { startRequest } from './startRequest';

/** All routes below `/api/ske`. `openapi.yaml` describes each; a test holds the two against each other. */
export function createRouter(options: RouterOptions): Router {
  const { auditor, httpAuth, limits, logger, metrics, services } = options;
  const refusals = new RefusalAudit({ auditor, logger });
  const router = PromiseRouter();
  router.use(startRequest);
  router.use(admitCaller({ httpAuth, limits, metrics, refusals }));
  router.use(
    createResourceRouter({ httpAuth, resources: services.resources }),
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
