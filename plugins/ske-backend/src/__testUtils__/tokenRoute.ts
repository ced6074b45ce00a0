import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';

/** A request for the access token of a session: the user and the plugin that acts for them. */
export interface TokenRequest {
  user: string;
  plugin: unknown;
  provider: unknown;
}

/** The token route of the auth module (S5), whose response is `answer`. */
export function tokenRoute(
  answer: (
    request: TokenRequest,
  ) =>
    | Promise<{ status: number; body: object }>
    | { status: number; body: object },
) {
  return createBackendModule({
    pluginId: 'auth',
    moduleId: 'token-route',
    register(env) {
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ httpAuth, httpRouter }) {
          httpRouter.use((req, res, next) => {
            if (req.path !== '/.ske/token') {
              next();
              return;
            }
            const respond = async () => {
              const { principal } = await httpAuth.credentials(req, {
                allow: ['user'],
              });
              const { status, body } = await answer({
                user: principal.userEntityRef,
                plugin: principal.actor?.subject,
                provider: req.query.provider,
              });
              res.status(status).json(body);
            };
            respond().catch(next);
          });
        },
      });
    },
  });
}
