import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import {
  createAdmissionMiddleware,
  RefusalAudit,
  startRequest,
} from '../admission';
import {
  createErrorHandler,
  rejectUnknownRoute,
  type RouteMethods,
} from '../errors';
import { rejectHead } from '../streams';
import { createAccessRouter } from './createAccessRouter';
import { createActionRouter } from './createActionRouter';
import { createDiagnosisRouter } from './createDiagnosisRouter';
import { createEventRouter } from './createEventRouter';
import { createIdentityRouter } from './createIdentityRouter';
import { createListRouter } from './createListRouter';
import { createPendingRequestRouter } from './createPendingRequestRouter';
import { createPipelineRouter } from './createPipelineRouter';
import { createResourceRouter } from './createResourceRouter';
import { createWatchRouter } from './createWatchRouter';
import { isOwnedPath } from './ownedPaths';
import type { RouterOptions } from './RouterOptions';

/** All routes below `/api/ske`. `openapi.yaml` describes each route, and a test compares the document with the routes. */
export function createRouter(options: RouterOptions): Router {
  const { auditor, httpAuth, limits, logger, metrics, pending, services } =
    options;
  const refusals = new RefusalAudit({ auditor, logger });
  const router = PromiseRouter();
  router.use(startRequest);
  router.use(
    createAdmissionMiddleware({
      httpAuth,
      limits,
      metrics,
      refusals,
      refusesImpersonation: options.impersonates ?? false,
    }),
  );
  router.use(
    createResourceRouter({ httpAuth, pending, resources: services.resources }),
    createListRouter(options),
    createAccessRouter(options),
    createEventRouter(options),
    createPipelineRouter({ ...options, refusals }),
    createActionRouter(options),
    createPendingRequestRouter(options),
    createWatchRouter({ ...options, refusals }),
    createIdentityRouter(options),
    createDiagnosisRouter(options),
  );
  const reject = rejectUnknownRoute(readRoutes(router));
  router.use((req, res, next) =>
    isOwnedPath(req.path) ? reject(req, res, next) : next(),
  );
  router.use(createErrorHandler(logger));
  return router;
}

/** The routes that Express serves, read from its routers. */
function readRoutes(router: Router): RouteMethods {
  const routes = new Map<string, string[]>();
  const add = ({ stack }: Pick<Router, 'stack'>) => {
    for (const { route, handle } of stack) {
      if (route) {
        const { path, stack: handlers } = route;
        const methods = handlers.map(({ method }) => method.toUpperCase());
        // express-promise-router wraps each handler; the wrapper has the name of the handler.
        const hasHead =
          methods.includes('GET') &&
          !handlers.some(({ handle: { name } }) => name === rejectHead.name);
        routes.set(path, [
          ...new Set([
            ...(routes.get(path) ?? []),
            ...methods,
            ...(hasHead ? ['HEAD'] : []),
          ]),
        ]);
      } else if ('stack' in handle) {
        add(handle as unknown as Router);
      }
    }
  };
  add(router);
  return routes;
}
