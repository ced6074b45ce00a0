import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { connectionsOpened } from './connectionsOpened';
import { memoryInUseMb } from './memoryInUse';

/**
 * `GET /api/verify-only`: the least that a route with a signed-in caller can do, with Backstage's own services.
 * `GET /api/verify-only/connections/PORT`: how many connections the backend has opened to that port.
 * `GET /api/verify-only/memory`: how much memory is in use, garbage left out.
 */
export const verifyOnlyPlugin = createBackendPlugin({
  pluginId: 'verify-only',
  register(env) {
    env.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
      },
      async init({ httpAuth, httpRouter }) {
        const router = Router();
        router.get('/', (req, res, next) => {
          httpAuth
            .credentials(req, { allow: ['user'] })
            .then(() => res.json({ ok: true }))
            .catch(next);
        });
        router.get('/connections/:port', (req, res) => {
          res.json({ opened: connectionsOpened(Number(req.params.port)) });
        });
        router.get('/memory', (_req, res) => {
          res.json({ megabytes: memoryInUseMb() });
        });
        httpRouter.use(router);
      },
    });
  },
});
