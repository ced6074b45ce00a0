import { pipeline } from 'node:stream/promises';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { readSkeConfig } from '@kratix-portal/plugin-ske-node';
import { Router } from 'express';
import { Pool } from 'undici';
import { z } from 'zod';
import { BARE_TOKEN_HEADER } from './bareTokenHeader';

// As many connections as the ske plugin has.
const CONNECTIONS = 64;

const tokenClaims = z.object({ tok: z.string() });

/**
 * `GET /api/bare/PATH`: verifies the caller with Backstage's own service, and forwards the path to the API server with the access token of the
 * Backstage token, or of the header `bare-access-token`. It checks and audits nothing, so its cost is the minimum for any portal.
 */
export const barePlugin = createBackendPlugin({
  pluginId: 'bare',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
      },
      async init({ config, httpAuth, httpRouter, lifecycle }) {
        const { platform } = readSkeConfig(config);
        const pool = new Pool(platform.url, {
          connections: CONNECTIONS,
          connect: { ca: platform.tls.ca },
        });
        lifecycle.addShutdownHook(() => pool.destroy());
        const router = Router();
        router.get('*', (req, res, next) => {
          const forward = async () => {
            await httpAuth.credentials(req, { allow: ['user'] });
            const { statusCode, headers, body } = await pool.request({
              method: 'GET',
              path: req.url,
              headers: {
                authorization: `Bearer ${req.get(BARE_TOKEN_HEADER) ?? accessTokenOf(req.headers.authorization)}`,
                accept: 'application/json',
              },
            });
            res.status(statusCode);
            res.setHeader('content-type', String(headers['content-type']));
            await pipeline(body, res);
          };
          forward().catch(next);
        });
        httpRouter.use(router);
      },
    });
  },
});

/** Reads the claim `tok` of a Backstage token that is verified already. */
function accessTokenOf(authorization = ''): string {
  const [, payload = ''] = authorization.split('.');
  return tokenClaims.parse(
    JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')),
  ).tok;
}
