import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { SkeConfigError } from '../ConfigProblems';
import { readSkeConfig } from '../readSkeConfig';

/** A cluster on which each user has their own identity. */
export const cluster = {
  name: 'kratix-platform',
  url: 'https://cluster.example.com:6443',
  authProvider: 'oidc',
  oidcTokenProvider: 'keycloak',
};

/** A configuration with these clusters in its second locator. The first locator has another type. */
export function configWith(
  clusters: JsonObject[],
  ske: JsonObject = { kubernetes: { platformName: 'kratix-platform' } },
): ConfigReader {
  return new ConfigReader({
    ske,
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        { type: 'gke', projectId: 'x' },
        { type: 'config', clusters },
      ],
    },
  });
}

/** The problems of a configuration that is rejected. */
export async function problemsOf(
  config: ConfigReader,
): Promise<readonly string[]> {
  try {
    readSkeConfig(config);
  } catch (error) {
    expect(error).toBeInstanceOf(SkeConfigError);
    return (error as SkeConfigError).problems;
  }
  throw new Error('the configuration was accepted');
}
