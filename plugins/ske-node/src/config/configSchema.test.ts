import { resolve } from 'node:path';
import { type ConfigSchema, loadConfigSchema } from '@backstage/config-loader';
import type { JsonObject } from '@backstage/types';

const tokenExchange = {
  provider: 'keycloak',
  clientId: 'exchanger',
  clientSecret: 'secret-of-the-exchanger',
  audience: 'kube-b',
  resource: 'urn:b',
  scope: 'openid',
  subjectTokenType: 'jwt',
};
const impersonation = {
  serviceAccountToken: 'token-of-the-account',
  serviceAccountTokenFile: '/run/token',
  audience: 'kube',
  usernameClaim: 'email',
  usernamePrefix: '-',
  groupsClaim: 'groups',
  groupsPrefix: 'oidc:',
};

const configWith = (sections: JsonObject) => ({
  context: 'app-config.yaml',
  data: {
    app: { baseUrl: 'http://localhost:3000' },
    backend: {
      baseUrl: 'http://localhost:7007',
      listen: ':7007',
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [{ name: 'a', url: 'https://a.example.com', ...sections }],
        },
      ],
    },
  },
});

describe('config.d.ts of ske-backend, for the step between the sign-in and the cluster', () => {
  let schema: ConfigSchema;

  // Validates like `backstage-cli config:check --strict`.
  beforeAll(async () => {
    schema = await loadConfigSchema({
      dependencies: [],
      packagePaths: [resolve(__dirname, '../../../ske-backend/package.json')],
      noUndeclaredProperties: true,
    });
  }, 60_000);

  it('accepts every key', () => {
    expect(() =>
      schema.process([configWith({ tokenExchange, impersonation })]),
    ).not.toThrow();
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      'a misspelt key of tokenExchange',
      { tokenExchange: { ...tokenExchange, scopes: 'x' } },
      /scopes/,
    ],
    [
      'an unknown type of token',
      { tokenExchange: { ...tokenExchange, subjectTokenType: 'saml2' } },
      /subjectTokenType/,
    ],
    [
      'a misspelt key of impersonation',
      { impersonation: { ...impersonation, groupClaim: 'x' } },
      /groupClaim/,
    ],
    [
      'an impersonation without an audience',
      { impersonation: { serviceAccountToken: 'x' } },
      /audience/,
    ],
  ])('rejects %s', (_, sections, message) => {
    expect(() => schema.process([configWith(sections)])).toThrow(message);
  });

  it('S7: marks both credentials as secrets and sends no key to the browser', () => {
    const read = (visibility: 'secret' | 'frontend') =>
      JSON.stringify(
        schema.process([configWith({ tokenExchange, impersonation })], {
          visibility: [visibility],
        }),
      );

    for (const secret of ['secret-of-the-exchanger', 'token-of-the-account']) {
      expect(read('secret')).toContain(secret);
      expect(read('frontend')).not.toContain(secret);
    }
    expect(read('frontend')).not.toContain('kube');
  });
});

describe("config.d.ts beside the schema of Backstage's own Kubernetes plugin", () => {
  let schema: ConfigSchema;

  // The benchmarks depend on that plugin and on all packages of ske.
  beforeAll(async () => {
    schema = await loadConfigSchema({
      dependencies: [],
      packagePaths: [
        resolve(__dirname, '../../../../packages/bench/package.json'),
      ],
      noUndeclaredProperties: true,
    });
  }, 60_000);

  it.each<[string, JsonObject]>([
    ['tokenExchange', { tokenExchange }],
    ['impersonation', { impersonation }],
    ['tokenKind', { tokenKind: 'id' }],
    ['furtherTokenProviders', { furtherTokenProviders: ['okta'] }],
    ['proxyUrl', { proxyUrl: 'http://proxy.example.com' }],
    ['a key of that plugin', { skipMetricsLookup: true }],
  ])('accepts %s', (_, sections) => {
    expect(() => schema.process([configWith(sections)])).not.toThrow();
  });

  it.each<[string, JsonObject, RegExp]>([
    [
      'a misspelt key of tokenExchange',
      { tokenExchange: { ...tokenExchange, scopes: 'x' } },
      /scopes/,
    ],
    [
      'a wrong type of a key of that plugin',
      { skipMetricsLookup: {} },
      /skipMetricsLookup/,
    ],
    ['a misspelt key of a cluster', { tokenKnd: 'id' }, /tokenKnd/],
  ])('rejects %s', (_, sections, message) => {
    expect(() => schema.process([configWith(sections)])).toThrow(message);
  });

  it('S7: marks the secrets of both schemas and sends none to the browser', () => {
    const sections = {
      ...{ tokenExchange, impersonation },
      serviceAccountToken: 'token-of-that-plugin',
    };
    const read = (visibility: 'secret' | 'frontend') =>
      JSON.stringify(
        schema.process([configWith(sections)], { visibility: [visibility] }),
      );

    for (const secret of [
      'secret-of-the-exchanger',
      'token-of-the-account',
      'token-of-that-plugin',
    ]) {
      expect(read('secret')).toContain(secret);
      expect(read('frontend')).not.toContain(secret);
    }
  });
});
