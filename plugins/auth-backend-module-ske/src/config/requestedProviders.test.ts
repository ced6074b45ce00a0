import { ConfigReader } from '@backstage/config';
import {
  readRequestedProviders,
  readUnknownCardKeys,
} from './requestedProviders';

const cluster = (oidcTokenProvider?: string) => ({
  name: 'c',
  url: 'https://c',
  ...(oidcTokenProvider !== undefined && { oidcTokenProvider }),
});

describe('readRequestedProviders', () => {
  it('returns nothing without configuration', () => {
    expect(readRequestedProviders(new ConfigReader({}))).toEqual([]);
  });

  it('returns each id once, with all keys of the configuration that request it', () => {
    const config = new ConfigReader({
      kubernetes: {
        clusterLocatorMethods: [
          { type: 'catalog' },
          {
            type: 'config',
            clusters: [cluster(), cluster('keycloak'), cluster('keycloak')],
          },
        ],
      },
      ske: { auth: { providers: { okta: {}, keycloak: { title: 'K' } } } },
      auth: { providers: { keycloak: { development: {}, production: {} } } },
    });

    expect(readRequestedProviders(config)).toEqual([
      {
        id: 'keycloak',
        requestedBy: [
          'kubernetes.clusterLocatorMethods[1].clusters[1].oidcTokenProvider',
          'kubernetes.clusterLocatorMethods[1].clusters[2].oidcTokenProvider',
          'ske.auth.providers.keycloak',
        ],
        configured: true,
        environments: ['development', 'production'],
      },
      {
        id: 'okta',
        requestedBy: ['ske.auth.providers.okta'],
        configured: false,
        environments: [],
      },
    ]);
  });

  it('omits an id that a later configuration file set to null', () => {
    const config = ConfigReader.fromConfigs([
      {
        context: 'app-config.yaml',
        data: {
          auth: { providers: { oidc: { development: {} } } },
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

    expect(readRequestedProviders(config)).toEqual([]);
  });

  it.each(['my.idp', 'my/idp', '../v1', 'a b', '1st', 'idp:one'])(
    'rejects %p as an id, naming the key',
    id => {
      const config = new ConfigReader({
        kubernetes: {
          clusterLocatorMethods: [{ type: 'config', clusters: [cluster(id)] }],
        },
      });

      expect(() => readRequestedProviders(config)).toThrow(
        /^kubernetes\.clusterLocatorMethods\[0\]\.clusters\[0\]\.oidcTokenProvider: '.*' cannot be the id/,
      );
    },
  );

  it.each(['keycloak', 'myIdP', 'corp-sso', 'corp_sso2', 'o'])(
    'accepts %p as an id',
    id => {
      const config = new ConfigReader({
        kubernetes: {
          clusterLocatorMethods: [{ type: 'config', clusters: [cluster(id)] }],
        },
      });

      expect(readRequestedProviders(config)).toMatchObject([{ id }]);
    },
  );
});

describe('readUnknownCardKeys', () => {
  it('returns the paths of unknown keys', () => {
    const providers = {
      okta: { title: 'Okta', message: 'Hello', icon: 'okta' },
      'corp-sso': { titel: 'Company', Icon: 'key' },
      keycloak: {},
      oidc: null,
    };

    expect(
      readUnknownCardKeys(new ConfigReader({ ske: { auth: { providers } } })),
    ).toEqual([
      'ske.auth.providers.corp-sso.titel',
      'ske.auth.providers.corp-sso.Icon',
    ]);
  });

  it('returns nothing without cards', () => {
    expect(readUnknownCardKeys(new ConfigReader({}))).toEqual([]);
  });
});
