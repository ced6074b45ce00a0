import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import { oidcAuthenticator } from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  authProvidersExtensionPoint,
  createOAuthProviderFactory,
  type AuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { decodeJwt } from 'jose';
import { FAKE_CLIENT } from './__testUtils__';
import {
  cleanUp,
  clusterWith,
  moduleOfIntegrator,
  startPortal,
  startProvider,
} from './__testUtils__/signInTests';
import { withAccessToken } from './accessToken';
import { authModuleSke } from './module';

afterEach(cleanUp);

function keycloakConfig(metadataUrl: string) {
  const development = { ...FAKE_CLIENT, metadataUrl, prompt: 'auto' };
  return {
    auth: { providers: { keycloak: { development } } },
    config: { kubernetes: clusterWith('keycloak') },
  };
}

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
  ])('takes precedence when its module comes %s ours', async (_, inOrder) => {
    const portal = await startPortal({
      modules: inOrder(moduleOfIntegrator('keycloak', answering)),
      auth: {
        // Our provider would reject these keys. It does not read them, because it is replaced.
        providers: { keycloak: { development: { theirs: true } } },
      },
      config: { kubernetes: clusterWith('keycloak') },
    });

    const { body } = await portal.browser.start('keycloak');

    expect(body).toBe('the integrator');
    expect(portal.logged.info).toContain(
      "SKE sign-in: this module serves no provider. Other modules serve 'keycloak'.",
    );
  });

  it.each([
    ['before', (theirs: BackendFeature) => [theirs, authModuleSke]],
    ['after', (theirs: BackendFeature) => [authModuleSke, theirs]],
  ])(
    'causes a warning if its configuration names a resolver that only our module has, and its module comes %s ours',
    async (_, inOrder) => {
      const portal = await startPortal({
        modules: inOrder(moduleOfIntegrator('keycloak', answering)),
        auth: {
          providers: {
            keycloak: {
              development: {
                signIn: {
                  resolvers: [
                    { resolver: 'preferredUsernameMatchingUserEntityName' },
                  ],
                },
              },
            },
          },
        },
        config: { kubernetes: clusterWith('keycloak') },
      });

      expect(portal.logged.warn).toContain(
        "auth.providers.keycloak.development.signIn names the resolver 'preferredUsernameMatchingUserEntityName', but another " +
          "module of yours serves 'keycloak', and only our module has this resolver. Remove the key, so that Backstage uses " +
          'the resolver in the code of your module.',
      );
    },
  );

  it('is rejected by Backstage if two modules register the same id', async () => {
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

  it('works with the resolver of SKE’s page on OIDC', async () => {
    const idp = await startProvider();
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
      ...keycloakConfig(idp.metadataUrl),
    });

    const { response } = await portal.browser.signIn('keycloak');

    expect(decodeJwt(response?.backstageIdentity?.token ?? '')).toMatchObject({
      sub: 'user:default/jane',
      tok: idp.accessTokens[0],
    });
  });

  it('issues tok with withAccessToken around its own resolver', async () => {
    const idp = await startProvider();
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
      ...keycloakConfig(idp.metadataUrl),
    });

    const { response } = await portal.browser.signIn('keycloak');

    expect(decodeJwt(response?.backstageIdentity?.token ?? '')).toMatchObject({
      sub: 'user:default/jane',
      ent: ['user:default/jane', 'group:default/team-a'],
      tok: idp.accessTokens[0],
    });
  });
});
