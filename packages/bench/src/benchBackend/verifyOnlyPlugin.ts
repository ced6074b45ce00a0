import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { Router } from 'express';
import { connectionsOpened } from './connectionsOpened';
import { memoryInUseMb } from './memoryInUse';

/**
 * `GET /api/verify-only`: only verifies the caller's token, with Backstage's own services.
 * `GET /api/verify-only/connections/PORT`: the number of connections that the backend has opened to that port.
 * `GET /api/verify-only/memory`: the memory in use after a garbage collection.
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
