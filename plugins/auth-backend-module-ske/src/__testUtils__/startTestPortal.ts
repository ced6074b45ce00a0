import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { httpRouterServiceFactory } from '@backstage/backend-defaults/httpRouter';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { PortalBrowser } from './PortalBrowser';

type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** A backend with Backstage's real `auth` plugin and the given modules of it. */
export interface TestPortal {
  /** `http://localhost:<port>`; the redirect URI of a provider is `<url>/api/auth/<id>/handler/frame`. */
  url: string;
  browser: PortalBrowser;
  logged: Record<LogLevel, string[]>;
  stop(): Promise<unknown>;
}

export async function startTestPortal(options: {
  modules: BackendFeature[];
  entities?: Entity[];
  auth: JsonObject;
  config?: JsonObject;
  /** The origin of the provider's redirect URI, if it is not the test's own port. See `callbackUrl` of a provider. */
  publicOrigin?: string;
  /** A folder for the database. Portals with the same folder are replicas. Default: a database in memory. */
  databaseFolder?: string;
  /** Whether Backstage's own verification of tokens runs instead of the mock. */
  verifiesTokens?: boolean;
}): Promise<TestPortal> {
  const { modules, entities = [], auth, config, publicOrigin } = options;
  const { databaseFolder, verifiesTokens } = options;
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);

  const backend = await startTestBackend({
    features: [
      authPlugin,
      ...modules,
      catalogServiceMock.factory({ entities }),
      logger.factory,
      ...(verifiesTokens
        ? [authServiceFactory, httpAuthServiceFactory, httpRouterServiceFactory]
        : []),
      ...(databaseFolder ? [databaseServiceFactory] : []),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost:3000' },
          ...(databaseFolder && {
            backend: {
              baseUrl: 'http://localhost:7007',
              database: {
                client: 'better-sqlite3',
                connection: { directory: databaseFolder },
              },
            },
          }),
          auth: {
            session: { secret: 'of this test' },
            // With this setting the token keeps all claims of the resolver.
            omitIdentityTokenOwnershipClaim: false,
            ...auth,
          },
          ...config,
        },
      }),
    ],
  });
  const url = `http://localhost:${backend.server.port()}`;
  const textOf = (calls: unknown[][]) =>
    calls.map(each => each.map(String).join(' '));
  return {
    url,
    browser: new PortalBrowser({ baseUrl: url, publicOrigin }),
    get logged() {
      return {
        debug: textOf(logger.debug.mock.calls),
        info: textOf(logger.info.mock.calls),
        warn: textOf(logger.warn.mock.calls),
        error: textOf(logger.error.mock.calls),
      };
    },
    stop: () => backend.stop(),
  };
}
