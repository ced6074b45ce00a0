import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import express from 'express';

/** Calls a route of the auth plugin, on behalf of the user of a request or as the plugin itself, and passes the response on. */
type Forward = (
  req: express.Request,
  res: express.Response,
  call: { as: 'user' | 'service'; path: string; body?: unknown },
) => Promise<void>;

/** A plugin whose routes call the auth plugin. */
export function pluginThatCallsAuth(
  pluginId: string,
  addRoutes: (router: express.Router, forward: Forward) => void,
) {
  return createBackendPlugin({
    pluginId,
    register(env) {
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          discovery: coreServices.discovery,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ auth, discovery, httpAuth, httpRouter }) {
          const router = express.Router();
          router.use(express.json());
          addRoutes(router, async (req, res, { as, path, body }) => {
            const { token } = await auth.getPluginRequestToken({
              onBehalfOf:
                as === 'user'
                  ? await httpAuth.credentials(req, { allow: ['user'] })
                  : await auth.getOwnServiceCredentials(),
              targetPluginId: 'auth',
            });
            const url = `${await discovery.getBaseUrl('auth')}${path}`;
            const answer = await fetch(url, {
              method: body === undefined ? 'GET' : 'POST',
              headers: {
                authorization: `Bearer ${token}`,
                'content-type': 'application/json',
              },
              body: body === undefined ? undefined : JSON.stringify(body),
            });
            res.status(answer.status).json(await answer.json());
          });
          httpRouter.use(router);
          httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
        },
      });
    },
  });
}
