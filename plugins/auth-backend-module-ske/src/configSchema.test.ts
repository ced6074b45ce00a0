import { resolve } from 'node:path';
import { loadConfigSchema, type ConfigSchema } from '@backstage/config-loader';
import type { JsonObject } from '@backstage/types';

const provider = {
  clientId: 'backstage-client',
  clientSecret: 'the-secret',
  metadataUrl: 'https://idp.example.com/.well-known/openid-configuration',
  additionalScopes: ['groups'],
  startUrlSearchParams: { audience: 'kube' },
  timeout: { seconds: 5 },
  profile: 'id-token',
  preset: 'auth0',
  audience: 'https://platform.example.com',
  tokenKind: 'access',
  usernameClaim: 'nickname',
  groupsClaim: 'https://example.com/groups',
  endSessionEndpoint: 'https://idp.example.com/logout',
  logoutRedirectParameter: 'returnTo',
  dangerouslyAcceptMissingEmailVerified: true,
  signIn: {
    resolvers: [
      { resolver: 'preferredUsernameMatchingUserEntityName' },
      {
        resolver: 'emailLocalPartMatchingUserEntityName',
        allowedDomains: ['example.com'],
        dangerouslyAllowSignInWithoutUserInCatalog: true,
      },
    ],
  },
};

function configWith(authProviders: JsonObject) {
  return {
    context: 'app-config.yaml',
    data: {
      app: { baseUrl: 'http://localhost:3000' },
      backend: {
        baseUrl: 'http://localhost:7007',
        listen: ':7007',
        database: { client: 'better-sqlite3', connection: ':memory:' },
      },
      auth: { session: { secret: 'session' }, providers: authProviders },
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [{ oidcTokenProvider: 'okta', tokenKind: 'id' }],
          },
        ],
      },
      ske: {
        auth: {
          mode: 'session',
          session: {
            keys: [{ id: 'one', secret: 'base64' }],
            providerLogout: true,
            logoutRedirectUrl: 'https://portal.example.com',
            kubernetesPlugin: true,
          },
          providers: { okta: { title: 'Okta' } },
        },
      },
    },
  };
}

describe('config.d.ts', () => {
  let schema: ConfigSchema;

  // Validates like `backstage-cli config:check --strict`, with the schemas of all packages on which this package depends.
  beforeAll(async () => {
    schema = await loadConfigSchema({
      dependencies: [],
      packagePaths: [resolve(__dirname, '../package.json')],
      noUndeclaredProperties: true,
    });
  }, 60_000);

  it('accepts every documented key of a provider with any id, and keys of other modules', () => {
    expect(() =>
      schema.process([
        configWith({
          'corp-sso': { production: provider },
          guest: { dangerouslyAllowOutsideDevelopment: true },
        }),
      ]),
    ).not.toThrow();
  });

  it('rejects a misspelt key of a provider', () => {
    expect(() =>
      schema.process([
        configWith({ okta: { production: { ...provider, clientID: 'x' } } }),
      ]),
    ).toThrow(/clientID/);
  });

  it('marks the client secret as a secret and sends no key of a provider to the browser', () => {
    const config = configWith({ okta: { production: provider } });

    const read = (visibility: 'secret' | 'frontend') =>
      JSON.stringify(schema.process([config], { visibility: [visibility] }));

    expect(read('secret')).toContain('the-secret');
    expect(read('secret')).not.toContain('backstage-client');
    expect(read('frontend')).not.toContain('the-secret');
    expect(read('frontend')).not.toContain('backstage-client');
  });
});
