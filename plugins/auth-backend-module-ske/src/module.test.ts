import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import type { UserEntity } from '@backstage/catalog-model';
import { oidcAuthenticator } from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  authProvidersExtensionPoint,
  createOAuthProviderFactory,
  type AuthProviderFactory,
} from '@backstage/plugin-auth-node';
import type { JsonObject } from '@backstage/types';
import { decodeJwt } from 'jose';
import { withAccessToken } from './accessToken';
import { authModuleSke } from './module';
import {
  FAKE_CLIENT,
  startFakeIssuer,
  startTestPortal,
  type FakeIssuer,
  type FakeUser,
} from './__testUtils__';

const jane: FakeUser = {
  sub: '1',
  email: 'jane@example.com',
  email_verified: true,
  preferred_username: 'jane',
  name: 'Jane',
};

const janeInCatalog: UserEntity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'jane', namespace: 'default' },
  spec: { profile: { email: 'jane@example.com' } },
  relations: [{ type: 'memberOf', targetRef: 'group:default/team-a' }],
};

const cleanUps: Array<() => Promise<unknown>> = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) {
    await cleanUp();
  }
});

async function startIssuer(user: FakeUser = jane): Promise<FakeIssuer> {
  const issuer = await startFakeIssuer({ user });
  cleanUps.push(() => issuer.stop());
  return issuer;
}

async function startPortal(
  options: Partial<Parameters<typeof startTestPortal>[0]>,
) {
  const portal = await startTestPortal({
    modules: [authModuleSke],
    entities: [janeInCatalog],
    auth: {},
    ...options,
  });
  cleanUps.push(() => portal.stop());
  return portal;
}

/** The seed page's kubernetes section. */
function clusterWith(oidcTokenProvider: string): JsonObject {
  return {
    serviceLocatorMethod: { type: 'multiTenant' },
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: [
          {
            url: 'https://127.0.0.1:6443',
            name: 'kratix-platform',
            authProvider: 'oidc',
            oidcTokenProvider,
            skipTLSVerify: true,
          },
        ],
      },
    ],
  };
}

function providerAt(metadataUrl: string, overrides: JsonObject = {}) {
  return {
    ...FAKE_CLIENT,
    metadataUrl,
    signIn: {
      resolvers: [{ resolver: 'emailMatchingUserEntityProfileEmail' }],
    },
    ...overrides,
  };
}

/** A module as an integrator writes it. */
function moduleOfIntegrator(
  providerId: string,
  factory: AuthProviderFactory,
): BackendFeature {
  return createBackendModule({
    pluginId: 'auth',
    moduleId: `integrator-${providerId}`,
    register(reg) {
      reg.registerInit({
        deps: { providers: authProvidersExtensionPoint },
        async init({ providers }) {
          providers.registerProvider({ providerId, factory });
        },
      });
    },
  });
}

describe('sign-in from configuration', () => {
  it('makes a provider of the id that a cluster names, whose token carries sub, ent and tok', async () => {
    const issuer = await startIssuer();
    const portal = await startPortal({
      auth: {
        providers: {
          'corp-sso': { development: providerAt(issuer.metadataUrl) },
        },
      },
      config: { kubernetes: clusterWith('corp-sso') },
    });

    const { response, error } = await portal.browser.signIn('corp-sso');

    expect(error).toBeUndefined();
    expect(decodeJwt(response?.backstageIdentity?.token ?? '')).toMatchObject({
      sub: 'user:default/jane',
      ent: ['user:default/jane', 'group:default/team-a'],
      tok: issuer.accessTokens[0],
    });
  });

  it('makes a provider of an id under ske.auth.providers', async () => {
    const issuer = await startIssuer();
    const portal = await startPortal({
      auth: {
        providers: { okta: { development: providerAt(issuer.metadataUrl) } },
      },
      config: { ske: { auth: { providers: { okta: { title: 'Okta' } } } } },
    });

    const { response } = await portal.browser.signIn('okta');

    expect(response?.backstageIdentity?.identity.userEntityRef).toBe(
      'user:default/jane',
    );
  });

  it('renews tok when the browser refreshes', async () => {
    const issuer = await startIssuer();
    const portal = await startPortal({
      auth: {
        providers: { okta: { development: providerAt(issuer.metadataUrl) } },
      },
      config: { kubernetes: clusterWith('okta') },
    });
    await portal.browser.signIn('okta');

    const refreshed = await portal.browser.refresh('okta');

    expect(issuer.accessTokens).toHaveLength(2);
    expect(decodeJwt(refreshed.backstageIdentity?.token ?? '').tok).toBe(
      issuer.accessTokens[1],
    );
  });

  it('refuses a user who is not in the catalog', async () => {
    const issuer = await startIssuer({ ...jane, email: 'joe@example.com' });
    const portal = await startPortal({
      auth: {
        providers: { okta: { development: providerAt(issuer.metadataUrl) } },
      },
      config: { kubernetes: clusterWith('okta') },
    });

    const { response, error } = await portal.browser.signIn('okta');

    expect(response).toBeUndefined();
    expect(error?.message).toMatch(/unable to resolve user identity/);
  });

  it.each([
    ['emailMatchingUserEntityProfileEmail', 'user:default/joe@example.com'],
    ['emailLocalPartMatchingUserEntityName', 'user:default/joe'],
    ['preferredUsernameMatchingUserEntityName', 'user:default/joe-p'],
  ])(
    'lets such a user in when %s allows it, with tok',
    async (resolver, expected) => {
      const issuer = await startIssuer({
        ...jane,
        email: 'joe@example.com',
        preferred_username: 'joe-p',
      });
      const resolvers = [
        { resolver, dangerouslyAllowSignInWithoutUserInCatalog: true },
      ];
      const portal = await startPortal({
        auth: {
          providers: {
            okta: {
              development: providerAt(issuer.metadataUrl, {
                signIn: { resolvers },
              }),
            },
          },
        },
        config: { kubernetes: clusterWith('okta') },
      });

      const { response } = await portal.browser.signIn('okta');

      expect(decodeJwt(response?.backstageIdentity?.token ?? '')).toMatchObject(
        {
          sub: expected,
          ent: [expected],
          tok: issuer.accessTokens[0],
        },
      );
    },
  );

  it('tells the sign-in page why, while the provider is down', async () => {
    const gone = await startFakeIssuer({ user: jane });
    await gone.stop();
    const portal = await startPortal({
      auth: {
        providers: { okta: { development: providerAt(gone.metadataUrl) } },
      },
      config: { kubernetes: clusterWith('okta') },
    });

    const { error } = await portal.browser.signIn('okta');

    expect(error).toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining("'okta' cannot be reached"),
    });
  });

  it('tries the resolvers in their order', async () => {
    const issuer = await startIssuer({
      ...jane,
      preferred_username: 'jane@corp.example.com',
    });
    const resolvers = [
      { resolver: 'preferredUsernameMatchingUserEntityName' },
      { resolver: 'emailLocalPartMatchingUserEntityName' },
    ];
    const portal = await startPortal({
      auth: {
        providers: {
          okta: {
            development: providerAt(issuer.metadataUrl, {
              signIn: { resolvers },
            }),
          },
        },
      },
      config: { kubernetes: clusterWith('okta') },
    });

    const { response } = await portal.browser.signIn('okta');

    expect(response?.backstageIdentity?.identity.userEntityRef).toBe(
      'user:default/jane',
    );
  });
});

describe('a provider of the integrator', () => {
  const answering: AuthProviderFactory = () => ({
    start: async (_req, res) => {
      res.status(200).end('the integrator');
    },
    frameHandler: async (_req, res) => {
      res.status(200).end();
    },
  });

  it.each([
    ['before', (theirs: BackendFeature) => [theirs, authModuleSke]],
    ['after', (theirs: BackendFeature) => [authModuleSke, theirs]],
  ])('is left alone when its module comes %s ours', async (_, inOrder) => {
    const portal = await startPortal({
      modules: inOrder(moduleOfIntegrator('keycloak', answering)),
      auth: {
        // Keys that our provider would refuse: they are none of our business.
        providers: { keycloak: { development: { theirs: true } } },
      },
      config: { kubernetes: clusterWith('keycloak') },
    });

    const { body } = await portal.browser.start('keycloak');

    expect(body).toBe('the integrator');
    expect(portal.logged.info).toContain(
      "SKE sign-in: serves none; leaves to other modules 'keycloak'.",
    );
  });

  it('is still refused by Backstage when there are two of them', async () => {
    const twice = createBackendModule({
      pluginId: 'auth',
      moduleId: 'twice',
      register(reg) {
        reg.registerInit({
          deps: { providers: authProvidersExtensionPoint },
          async init({ providers }) {
            const theirs = { providerId: 'keycloak', factory: answering };
            providers.registerProvider(theirs);
            providers.registerProvider(theirs);
          },
        });
      },
    });

    for (const modules of [
      [authModuleSke, twice],
      [twice, authModuleSke],
    ]) {
      await expect(
        startPortal({
          modules,
          auth: { providers: { keycloak: { development: { theirs: true } } } },
          config: { kubernetes: clusterWith('keycloak') },
        }),
      ).rejects.toThrow(/'keycloak' was already registered/);
    }
  });

  it('works with a resolver written as on the seed page', async () => {
    const issuer = await startIssuer();
    const keycloak = moduleOfIntegrator(
      'keycloak',
      createOAuthProviderFactory({
        authenticator: oidcAuthenticator,
        async signInResolver(info, ctx) {
          const userRef = 'user:default/jane';
          return ctx.issueToken({
            claims: {
              sub: userRef,
              ent: [userRef],
              tok: info?.result.session.accessToken, // required by the SKE backend plugin
            },
          });
        },
      }),
    );
    const portal = await startPortal({
      modules: [authModuleSke, keycloak],
      auth: {
        providers: {
          keycloak: {
            development: {
              ...FAKE_CLIENT,
              metadataUrl: issuer.metadataUrl,
              prompt: 'auto',
            },
          },
        },
      },
      config: { kubernetes: clusterWith('keycloak') },
    });

    const { response } = await portal.browser.signIn('keycloak');

    expect(decodeJwt(response?.backstageIdentity?.token ?? '')).toMatchObject({
      sub: 'user:default/jane',
      tok: issuer.accessTokens[0],
    });
  });

  it('gets tok by withAccessToken around its own resolver', async () => {
    const issuer = await startIssuer();
    const keycloak = moduleOfIntegrator(
      'keycloak',
      createOAuthProviderFactory({
        authenticator: oidcAuthenticator,
        signInResolver: withAccessToken(async ({ profile }, ctx) =>
          ctx.signInWithCatalogUser({
            filter: { 'spec.profile.email': profile.email ?? '' },
          }),
        ),
      }),
    );
    const portal = await startPortal({
      modules: [keycloak, authModuleSke],
      auth: {
        providers: {
          keycloak: {
            development: {
              ...FAKE_CLIENT,
              metadataUrl: issuer.metadataUrl,
              prompt: 'auto',
            },
          },
        },
      },
      config: { kubernetes: clusterWith('keycloak') },
    });

    const { response } = await portal.browser.signIn('keycloak');

    expect(decodeJwt(response?.backstageIdentity?.token ?? '')).toMatchObject({
      sub: 'user:default/jane',
      ent: ['user:default/jane', 'group:default/team-a'],
      tok: issuer.accessTokens[0],
    });
  });
});

describe('what the log says at start', () => {
  it('names the provider that nobody configured, and where it is asked for', async () => {
    const portal = await startPortal({
      config: { kubernetes: clusterWith('okta') },
    });

    expect(portal.logged.warn).toContain(
      "kubernetes.clusterLocatorMethods[0].clusters[0].oidcTokenProvider names the sign-in provider 'okta', but " +
        'auth.providers.okta is missing: nobody can sign in with it. Add auth.providers.okta.development with clientId, ' +
        'clientSecret, metadataUrl and signIn.resolvers.',
    );
  });

  it('warns of a provider without the current environment', async () => {
    const issuer = await startIssuer();
    const portal = await startPortal({
      auth: {
        environment: 'production',
        providers: { okta: { development: providerAt(issuer.metadataUrl) } },
      },
      config: { kubernetes: clusterWith('okta') },
    });

    expect(portal.logged.warn).toContainEqual(
      expect.stringContaining(
        "auth.providers.okta has only 'development' and auth.environment is 'production'",
      ),
    );
  });

  it('says once where Backstage keeps access tokens', async () => {
    const issuer = await startIssuer();
    const portal = await startPortal({
      auth: {
        providers: { okta: { development: providerAt(issuer.metadataUrl) } },
      },
      config: { kubernetes: clusterWith('okta') },
    });
    await portal.browser.signIn('okta');
    await portal.browser.refresh('okta');

    expect(
      portal.logged.warn.filter(line => line.includes('docs/security.md')),
    ).toHaveLength(1);
  });

  it('holds no access token after a sign-in', async () => {
    const issuer = await startIssuer();
    const portal = await startPortal({
      auth: {
        providers: { okta: { development: providerAt(issuer.metadataUrl) } },
      },
      config: { kubernetes: clusterWith('okta') },
    });
    await portal.browser.signIn('okta');

    const lines = Object.values(portal.logged).flat();
    expect(lines).not.toHaveLength(0);
    expect(lines.join()).not.toContain(issuer.accessTokens[0]);
  });
});

describe('configuration that stops the start', () => {
  it.each<[string, JsonObject, JsonObject, RegExp]>([
    [
      'no session secret',
      { session: {} },
      {},
      /auth\.session\.secret is missing/,
    ],
    [
      'no metadataUrl',
      {},
      { metadataUrl: '' },
      /auth\.providers\.okta\.development\.metadataUrl is missing/,
    ],
    [
      'an unknown resolver',
      {},
      { signIn: { resolvers: [{ resolver: 'byMagic' }] } },
      /signIn\.resolvers\[0\]\.resolver 'byMagic' is not known\. Use one of .*preferredUsernameMatchingUserEntityName/,
    ],
  ])('%s', async (_, auth, provider, message) => {
    await expect(
      startPortal({
        auth: {
          ...auth,
          providers: {
            okta: {
              development: providerAt('http://127.0.0.1:1/', provider),
            },
          },
        },
        config: { kubernetes: clusterWith('okta') },
      }),
    ).rejects.toThrow(message);
  });
});
