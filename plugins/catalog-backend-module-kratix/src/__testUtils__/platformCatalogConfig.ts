import type { JsonObject } from '@backstage/types';
import type { Endpoints } from '@kratix-portal/test-cluster';

/** The configuration of a portal whose catalog reads the test platform with its own account. */
export function platformCatalogConfig(
  { apiServer, catalogAccount }: Endpoints,
  provider: JsonObject = {},
): JsonObject {
  return {
    backend: { baseUrl: 'http://localhost:7007' },
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'kratix-platform',
              url: apiServer.url,
              caFile: apiServer.caFile,
              authProvider: 'oidc',
              oidcTokenProvider: 'oidc',
            },
          ],
        },
      ],
    },
    catalog: {
      providers: {
        kratix: {
          platform: {
            cluster: 'kratix-platform',
            serviceAccountTokenFile: catalogAccount.tokenFile,
            ...provider,
          },
        },
      },
    },
  };
}
