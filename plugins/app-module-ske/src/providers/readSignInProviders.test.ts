import { ConfigReader } from '@backstage/config';
import { readSignInProviders } from './readSignInProviders';

const clusters = (...ids: Array<string | undefined>) => ({
  clusterLocatorMethods: [
    {
      type: 'config',
      clusters: ids.map(oidcTokenProvider => ({ oidcTokenProvider })),
    },
  ],
});

describe('readSignInProviders', () => {
  it('returns no provider without configuration', () => {
    expect(readSignInProviders(new ConfigReader({}))).toEqual({
      providers: [],
      unconfigured: [],
    });
  });

  it('uses the product names of the providers of clusters', () => {
    const config = new ConfigReader({
      auth: { providers: { keycloak: {}, okta: {}, 'corp-sso': {} } },
      kubernetes: clusters('okta', undefined, 'corp-sso', 'keycloak', 'okta'),
    });

    expect(readSignInProviders(config).providers).toEqual([
      { id: 'okta', title: 'Okta', message: 'Sign in with Okta', icon: 'okta' },
      {
        id: 'corp-sso',
        title: 'Corp-sso',
        message: 'Sign in with Corp-sso',
        icon: 'key',
      },
      {
        id: 'keycloak',
        title: 'Keycloak',
        message: 'Sign in with Keycloak',
        icon: 'keycloak',
      },
    ]);
  });

  it('returns the further providers of a cluster', () => {
    const { providers } = readSignInProviders(
      new ConfigReader({
        auth: { providers: { okta: {}, partner: {} } },
        kubernetes: {
          clusterLocatorMethods: [
            {
              type: 'config',
              clusters: [
                {
                  oidcTokenProvider: 'okta',
                  furtherTokenProviders: ['partner'],
                },
              ],
            },
          ],
        },
      }),
    );
    expect(providers.map(({ id }) => id)).toEqual(['okta', 'partner']);
  });

  it('uses the titles of ske.auth.providers, and lists these providers first', () => {
    const config = new ConfigReader({
      auth: { providers: { keycloak: {}, okta: {} } },
      kubernetes: clusters('okta', 'keycloak'),
      ske: {
        auth: {
          providers: {
            keycloak: { title: 'Acme', message: 'For staff', icon: 'building' },
          },
        },
      },
    });

    expect(readSignInProviders(config).providers).toEqual([
      { id: 'keycloak', title: 'Acme', message: 'For staff', icon: 'building' },
      expect.objectContaining({ id: 'okta' }),
    ]);
  });

  it('reads only the clusters of methods of type config', () => {
    const config = new ConfigReader({
      auth: { providers: { keycloak: {}, okta: {}, auth0: {} } },
      kubernetes: {
        clusterLocatorMethods: [
          { type: 'catalog', clusters: [{ oidcTokenProvider: 'okta' }] },
          { type: 'config', clusters: [{ oidcTokenProvider: 'keycloak' }] },
          { clusters: [{ oidcTokenProvider: 'auth0' }] },
        ],
      },
    });

    expect(readSignInProviders(config)).toMatchObject({
      providers: [{ id: 'keycloak' }],
      unconfigured: [],
    });
  });

  it('reports providers without configuration separately', () => {
    const config = new ConfigReader({
      auth: { providers: { okta: {} } },
      kubernetes: clusters('okta', 'keycloak'),
    });

    expect(readSignInProviders(config)).toMatchObject({
      providers: [{ id: 'okta' }],
      unconfigured: ['keycloak'],
    });
  });

  it('ignores an id that a later configuration file set to null', () => {
    const config = ConfigReader.fromConfigs([
      {
        context: 'app-config.yaml',
        data: {
          auth: { providers: { oidc: {} } },
          ske: { auth: { providers: { oidc: { title: 'Demo' } } } },
        },
      },
      {
        context: 'app-config.keycloak.yaml',
        data: {
          auth: { providers: { oidc: null } },
          ske: { auth: { providers: { oidc: null } } },
        },
      },
    ]);

    expect(readSignInProviders(config)).toEqual({
      providers: [],
      unconfigured: [],
    });
  });
});
