import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import type { UserEntity } from '@backstage/catalog-model';
import {
  oidcAuthenticator,
  type OidcAuthResult,
} from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  authProvidersExtensionPoint,
  createOAuthProviderFactory,
  type OAuthAuthenticatorResult,
  type SignInResolver,
} from '@backstage/plugin-auth-node';
import type { JsonObject } from '@backstage/types';
import { useTestPlatform, removeFolder } from '@kratix-portal/test-cluster';
import { decodeJwt } from 'jose';
import { startTestPortal, type TestPortal } from './__testUtils__';
import { withAccessToken } from './accessToken';
import { authModuleSke } from './module';

/** The origin of the redirect URI at the platform's OIDC provider. The test browser sends requests for this origin to the portal under test. */
const PORTAL_ORIGIN = 'http://localhost:7007';

jest.setTimeout(120_000);

const platform = useTestPlatform();
const trusted = getCACertificates('default');
const portals: TestPortal[] = [];

// Trusts the platform's CA, as NODE_EXTRA_CA_CERTS would in a new process.
beforeAll(() => {
  const ca = readFileSync(
    platform.current.endpoints.oidcProvider.caFile,
    'utf8',
  );
  setDefaultCACertificates([...trusted, ca]);
});

afterAll(() => setDefaultCACertificates(trusted));

afterEach(async () => {
  await Promise.all(portals.splice(0).map(portal => portal.stop()));
});

function providerOf(id: string, overrides: JsonObject = {}): JsonObject {
  const { metadataUrl, portalClient } = platform.current.endpoints.oidcProvider;
  return {
    [id]: {
      development: {
        ...portalClient,
        metadataUrl,
        callbackUrl: `${PORTAL_ORIGIN}/api/auth/${id}/handler/frame`,
        additionalScopes: ['offline_access'],
        ...overrides,
      },
    },
  };
}

function clusterOf(id: string): JsonObject {
  const { url, caFile } = platform.current.endpoints.apiServer;
  return {
    serviceLocatorMethod: { type: 'multiTenant' },
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: [
          {
            url,
            name: 'kratix-platform',
            authProvider: 'oidc',
            oidcTokenProvider: id,
            caFile,
          },
        ],
      },
    ],
  };
}

function usersInCatalog(): UserEntity[] {
  return platform.current.endpoints.users.map(({ username, email }) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: username, namespace: 'default' },
    spec: { profile: { email } },
    relations: [{ type: 'memberOf', targetRef: 'group:default/staff' }],
  }));
}

async function startPortal(options: {
  id: string;
  provider?: JsonObject;
  modules?: BackendFeature[];
  databaseFolder?: string;
}): Promise<TestPortal> {
  const { id, provider, modules = [], databaseFolder } = options;
  const portal = await startTestPortal({
    modules: [authModuleSke, ...modules],
    entities: usersInCatalog(),
    auth: { providers: providerOf(id, provider) },
    config: { kubernetes: clusterOf(id) },
    publicOrigin: PORTAL_ORIGIN,
    databaseFolder,
  });
  portals.push(portal);
  return portal;
}

/** A module of an integrator with a sign-in resolver. */
function moduleOfIntegrator(
  providerId: string,
  signInResolver: SignInResolver<OAuthAuthenticatorResult<OidcAuthResult>>,
): BackendFeature {
  return createBackendModule({
    pluginId: 'auth',
    moduleId: 'integrator',
    register(reg) {
      reg.registerInit({
        deps: { providers: authProvidersExtensionPoint },
        async init({ providers }) {
          providers.registerProvider({
            providerId,
            factory: createOAuthProviderFactory({
              authenticator: oidcAuthenticator,
              signInResolver,
            }),
          });
        },
      });
    },
  });
}

/** The username of a token at the API server. */
async function clusterUserOf(tok: unknown) {
  const { url } = platform.current.endpoints.apiServer;
  const res = await fetch(
    `${url}/apis/authentication.k8s.io/v1/selfsubjectreviews`,
    {
      method: 'POST',
      headers: {
        authorization: `Bearer ${tok}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'SelfSubjectReview',
      }),
    },
  );
  const { status } = await res.json();
  return status?.userInfo?.username;
}

function userNamed(name: string) {
  const user = platform.current.endpoints.users.find(
    ({ username }) => username === name,
  );
  if (!user) {
    throw new Error(`The platform has no user ${name}`);
  }
  return user;
}

describe('sign-in by configuration at a real provider', () => {
  it.each(['user-admin', 'user-dev'])(
    'issues %s a token whose tok identifies them to the API server',
    async name => {
      const user = userNamed(name);
      const { browser } = await startPortal({
        id: 'corp-sso',
        provider: {
          signIn: {
            resolvers: [{ resolver: 'emailMatchingUserEntityProfileEmail' }],
          },
        },
      });

      const { response, error } = await browser.signIn('corp-sso', user);

      expect(error).toBeUndefined();
      const claims = decodeJwt(response?.backstageIdentity?.token ?? '');
      expect(claims).toMatchObject({
        sub: `user:default/${name}`,
        ent: [`user:default/${name}`, 'group:default/staff'],
        tok: response?.providerInfo.accessToken,
      });
      await expect(clusterUserOf(claims.tok)).resolves.toBe(user.email);
    },
  );

  it('renews tok on refresh', async () => {
    const user = userNamed('user-dev');
    const { browser } = await startPortal({
      id: 'okta',
      provider: {
        signIn: {
          resolvers: [{ resolver: 'preferredUsernameMatchingUserEntityName' }],
        },
      },
    });
    const { response } = await browser.signIn('okta', user);
    const first = decodeJwt(response?.backstageIdentity?.token ?? '').tok;

    const refreshed = await browser.refresh('okta');

    const second = decodeJwt(refreshed.backstageIdentity?.token ?? '').tok;
    expect(second).toBe(refreshed.providerInfo.accessToken);
    expect(second).not.toBe(first);
    await expect(clusterUserOf(second)).resolves.toBe(user.email);
  });
});

describe('S14: refreshes at a real provider that rotates refresh tokens', () => {
  it('keeps twenty tabs at two replicas signed in', async () => {
    const databaseFolder = await mkdtemp(join(tmpdir(), 'ske-replicas-'));
    const options = {
      id: 'okta',
      provider: {
        signIn: {
          resolvers: [{ resolver: 'preferredUsernameMatchingUserEntityName' }],
        },
      },
      databaseFolder,
    };
    const replicas = [await startPortal(options), await startPortal(options)];
    const { browser } = replicas[0];
    const user = userNamed('user-dev');
    await browser.signIn('okta', user);

    const toks = new Set<unknown>();
    for (let round = 0; round < 3; round += 1) {
      const refreshed = await Promise.all(
        Array.from({ length: 20 }, (_, tab) =>
          browser.refresh('okta', replicas[tab % 2].url),
        ),
      );
      expect(refreshed.map(({ status }) => status)).toEqual(
        Array.from({ length: 20 }, () => 200),
      );
      refreshed.forEach(({ backstageIdentity }) =>
        toks.add(decodeJwt(backstageIdentity?.token ?? '').tok),
      );
    }

    // The provider issues a different access token for each token request, so three tokens mean one token request per round.
    expect(toks.size).toBe(3);
    for (const tok of toks) {
      await expect(clusterUserOf(tok)).resolves.toBe(user.email);
    }
    await removeFolder(databaseFolder);
  });
});

describe("sign-in by the integrator's own module at a real provider", () => {
  it('issues a tok claim when withAccessToken wraps a resolver that does not set one', async () => {
    const user = userNamed('user-dev');
    const { browser } = await startPortal({
      id: 'auth0',
      provider: { prompt: 'auto' },
      modules: [
        moduleOfIntegrator(
          'auth0',
          withAccessToken(async ({ profile }, ctx) =>
            ctx.signInWithCatalogUser({
              filter: { 'spec.profile.email': profile.email ?? '' },
            }),
          ),
        ),
      ],
    });

    const { response, error } = await browser.signIn('auth0', user);

    expect(error).toBeUndefined();
    const claims = decodeJwt(response?.backstageIdentity?.token ?? '');
    expect(claims.sub).toBe('user:default/user-dev');
    await expect(clusterUserOf(claims.tok)).resolves.toBe(user.email);
  });
});
