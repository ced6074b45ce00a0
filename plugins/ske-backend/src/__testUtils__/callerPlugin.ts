import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import express from 'express';

/** A plugin that calls the routes of the `ske` plugin as itself, like the catalog module does: `POST /call` with a path and a body. */
export function callerPlugin(pluginId: string) {
  return createBackendPlugin({
    pluginId,
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          discovery: coreServices.discovery,
          httpRouter: coreServices.httpRouter,
        },
        async init({ auth, discovery, httpRouter }) {
          const router = express.Router();
          router.use(express.json());
          router.post('/call', (req, res, next) => {
            const call = async () => {
              const { token } = await auth.getPluginRequestToken({
                onBehalfOf: await auth.getOwnServiceCredentials(),
                targetPluginId: 'ske',
              });
              const url = `${await discovery.getBaseUrl('ske')}${req.body.path}`;
              const response = await fetch(url, {
                method: req.body.body ? 'POST' : 'GET',
                headers: {
                  authorization: `Bearer ${token}`,
                  'content-type': 'application/json',
                },
                body: req.body.body && JSON.stringify(req.body.body),
              });
              res.json({
                status: response.status,
                text: await response.text(),
              });
            };
            call().catch(next);
          });
          httpRouter.use(router);
          httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
        },
      });
    },
  });
}
