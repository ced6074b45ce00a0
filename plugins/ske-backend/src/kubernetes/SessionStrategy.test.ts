import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readSessionClusters } from './readSessionClusters';
import { SessionStrategy } from './SessionStrategy';

const PROVIDER = 'kubernetes.io/oidc-token-provider';
const URL = 'https://platform.example.com';
const user = mockCredentials.user();

/** The cluster in the format of Backstage's Kubernetes plugin. */
const cluster = {
  name: 'platform',
  url: URL,
  authMetadata: { [PROVIDER]: 'okta' },
};

function setUp(
  keys: JsonObject = {},
  getCaller: () => Promise<BackstageCredentials> | undefined = async () => user,
) {
  const asked: object[] = [];
  const strategy = new SessionStrategy({
    ofBackstage: {
      getCredential: async (_, sent) => ({
        type: 'bearer token',
        token: `${sent?.oidc?.okta}`,
      }),
      validateCluster: () => [],
      presentAuthMetadata: () => ({}),
    },
    clusters: readSessionClusters(
      new ConfigReader({
        kubernetes: {
          clusterLocatorMethods: [
            {
              type: 'config',
              clusters: [
                {
                  name: 'platform',
                  url: URL,
                  oidcTokenProvider: 'okta',
                  ...keys,
                },
                { name: 'other', url: URL, authProvider: 'serviceAccount' },
              ],
            },
          ],
        },
      }),
    ),
    auth: mockServices.auth(),
    getCaller,
    sessionTokens: async request => {
      asked.push(request);
      return { accessToken: 'of-the-session' };
    },
  });
  return { strategy, asked };
}

describe('SessionStrategy', () => {
  it.each([
    ['nothing', undefined],
    ['tokens of other providers', { oidc: { keycloak: 'other' } }],
    ['an empty token', { oidc: { okta: '' } }],
  ])(
    'S5: asks for the token of the caller when the client sends %s',
    async (_, sent) => {
      const { strategy, asked } = setUp({
        furtherTokenProviders: ['keycloak'],
        tokenKind: 'id',
      });

      expect(await strategy.getCredential(cluster, sent)).toEqual({
        type: 'bearer token',
        token: 'of-the-session',
      });
      expect(asked).toEqual([
        {
          credentials: user,
          providerId: 'okta',
          furtherProviderIds: ['keycloak'],
          tokenKind: 'id',
        },
      ]);
    },
  );

  it('passes a token that the client sends to the strategy of Backstage', async () => {
    const { strategy, asked } = setUp();

    expect(
      await strategy.getCredential(cluster, {
        oidc: { okta: 'of-the-browser' },
      }),
    ).toEqual({ type: 'bearer token', token: 'of-the-browser' });
    expect(asked).toEqual([]);
  });

  it.each<[string, () => Promise<BackstageCredentials> | undefined]>([
    ['a service', async () => mockCredentials.service()],
    ['a caller without credentials', async () => mockCredentials.none()],
    ['a call that no request has started', () => undefined],
  ])('S1: refuses %s', async (_, getCaller) => {
    const { strategy, asked } = setUp({}, getCaller);

    await expect(strategy.getCredential(cluster, {})).rejects.toMatchObject({
      code: 'no-credentials',
    });
    expect(asked).toEqual([]);
  });

  it.each([
    ['another URL', { url: 'https://attacker.example.com' }],
    ['another certificate authority', { caData: 'b3RoZXI=' }],
    ['no verification of its certificate', { skipTLSVerify: true }],
    ['another provider', { authMetadata: { [PROVIDER]: 'keycloak' } }],
    ['an unknown name', { name: 'unknown' }],
    ['the name of a cluster without a provider', { name: 'other' }],
  ])('S24: refuses a cluster of the catalog with %s', async (_, differs) => {
    const { strategy, asked } = setUp();

    await expect(
      strategy.getCredential({ ...cluster, ...differs }, {}),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect(asked).toEqual([]);
  });

  it.each(['tokenExchange', 'impersonation'])(
    'S19: refuses a cluster with %s',
    async step => {
      const { strategy, asked } = setUp({ [step]: { audience: 'other' } });

      await expect(strategy.getCredential(cluster, {})).rejects.toMatchObject({
        code: 'forbidden',
        message: expect.stringContaining(step),
      });
      expect(asked).toEqual([]);
    },
  );

  it('finds the provider in the metadata of a configured cluster', async () => {
    const { strategy } = setUp({
      oidcTokenProvider: 'ignored',
      authMetadata: { [PROVIDER]: 'okta' },
    });

    expect((await strategy.getCredential(cluster, {})).token).toBe(
      'of-the-session',
    );
  });

  it('rejects an unknown tokenKind', () => {
    expect(() => setUp({ tokenKind: 'refresh' })).toThrow(
      'kubernetes.clusterLocatorMethods[0].clusters[0].tokenKind is "refresh": set it to one of access, id',
    );
  });
});
