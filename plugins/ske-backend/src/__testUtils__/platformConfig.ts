import type { JsonObject } from '@backstage/types';

/** The seed page's configuration, for a cluster at an address; a test file asks more in a minute than the limit of a person lets through. */
export function platformConfig(
  cluster: { url: string } & JsonObject,
): JsonObject {
  return {
    ske: {
      kubernetes: { platformName: 'kratix-platform' },
      limits: { requestsPerMinute: 100_000 },
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name: 'kratix-platform',
              authProvider: 'oidc',
              oidcTokenProvider: 'oidc',
              ...cluster,
            },
          ],
        },
      ],
    },
  };
}
