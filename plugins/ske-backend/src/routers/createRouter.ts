import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import {
  createAdmissionMiddleware,
  RefusalAudit,
  startRequest,
} from '../admission';
import { createErrorHandler, refuseUnknownRoute } from '../errors';
import { createAccessRouter } from './createAccessRouter';
import { createActionRouter } from './createActionRouter';
import { createEventRouter } from './createEventRouter';
import { createIdentityRouter } from './createIdentityRouter';
import { createListRouter } from './createListRouter';
import { createPipelineRouter } from './createPipelineRouter';
import { createResourceRouter } from './createResourceRouter';
import { createWatchRouter } from './createWatchRouter';
import { isOwnedPath } from './ownedPaths';
import type { RouterOptions } from './RouterOptions';

/** All routes below `/api/ske`. `openapi.yaml` describes each, and a test compares the two. */
export function createRouter(options: RouterOptions): Router {
  const { auditor, httpAuth, limits, logger, metrics, services } = options;
  const refusals = new RefusalAudit({ auditor, logger });
  const router = PromiseRouter();
  router.use(startRequest);
  router.use(
    createAdmissionMiddleware({ httpAuth, limits, metrics, refusals }),
  );
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
  router.use((req, res, next) =>
    isOwnedPath(req.path) ? refuseUnknownRoute(req, res, next) : next(),
  );
  router.use(createErrorHandler(logger));
  return router;
}
