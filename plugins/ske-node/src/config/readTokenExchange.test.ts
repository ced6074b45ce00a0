import { ConfigReader } from '@backstage/config';
import { cluster } from './__testUtils__/skeConfig';
import { readSkeConfig } from './readSkeConfig';

describe('readTokenExchange', () => {
  it.each([
    ['an ID token', { tokenKind: 'id' }, 'id_token'],
    ['an access token', {}, 'access_token'],
  ])(
    'declares %s of the sign-in as such if another provider exchanges it',
    (_, signIn, type) => {
      const provider = (host: string) => ({
        clientId: 'portal',
        clientSecret: 'secret-of-the-portal',
        metadataUrl: `https://${host}/.well-known/openid-configuration`,
      });
      const { identity } = readSkeConfig(
        new ConfigReader({
          ske: { kubernetes: { platformName: cluster.name } },
          auth: {
            providers: {
              keycloak: {
                development: { ...provider('idp.example.com'), ...signIn },
              },
              exchanger: { development: provider('exchange.example.com') },
            },
          },
          kubernetes: {
            clusterLocatorMethods: [
              {
                type: 'config',
                clusters: [
                  {
                    ...cluster,
                    tokenExchange: { provider: 'exchanger', audience: 'b' },
                  },
                ],
              },
            ],
          },
        }),
      ).platform;

      expect(identity).toMatchObject({
        tokenExchange: {
          providerId: 'exchanger',
          subjectTokenType: `urn:ietf:params:oauth:token-type:${type}`,
        },
      });
    },
  );
});
