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
  it('finds none without any configuration', () => {
    expect(readSignInProviders(new ConfigReader({}))).toEqual({
      providers: [],
      unconfigured: [],
    });
  });

  it('gives the providers of clusters their proper names', () => {
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

  it('lets the configuration name them, and puts those first', () => {
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

  it('tells those that nobody configured apart', () => {
    const config = new ConfigReader({
      auth: { providers: { okta: {} } },
      kubernetes: clusters('okta', 'keycloak'),
    });

    expect(readSignInProviders(config)).toMatchObject({
      providers: [{ id: 'okta' }],
      unconfigured: ['keycloak'],
    });
  });

  it('forgets an id that a later configuration file set to null', () => {
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
