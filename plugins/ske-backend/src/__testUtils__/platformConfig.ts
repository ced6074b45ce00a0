import type { JsonObject } from '@backstage/types';

/** The seed page's configuration, for a cluster at an address. */
export function platformConfig(
  cluster: { url: string } & JsonObject,
): JsonObject {
  return {
    ske: { kubernetes: { platformName: 'kratix-platform' } },
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
