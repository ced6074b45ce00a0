import type { JsonObject } from '@backstage/types';

/**
 * The configuration of one cluster from SKE's page on OIDC. Its limit of requests is high enough for a test file.
 *
 * @param ske - more keys of the section `ske`
 */
export function platformConfig(
  cluster: { url: string } & JsonObject,
  ske: JsonObject = {},
): JsonObject {
  return {
    ske: {
      kubernetes: { platformName: 'kratix-platform' },
      limits: { requestsPerMinute: 100_000 },
      ...ske,
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
