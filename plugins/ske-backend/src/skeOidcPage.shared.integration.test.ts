import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { httpRouterServiceFactory } from '@backstage/backend-defaults/httpRouter';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import {
  oidcAuthenticator,
  type OidcAuthResult,
} from '@backstage/plugin-auth-backend-module-oidc-provider';
import {
  authProvidersExtensionPoint,
  createOAuthProviderFactory,
  type AuthResolverContext,
  type BackstageSignInResult,
  type OAuthAuthenticatorResult,
  type SignInInfo,
} from '@backstage/plugin-auth-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  PortalUser,
  readSkeOidcPage,
  useTestPlatform,
} from '@kratix-portal/test-cluster';
import skeFeatures from './index';

jest.setTimeout(120_000);

type Resolver = (
  ctx: AuthResolverContext,
  info: SignInInfo<OAuthAuthenticatorResult<OidcAuthResult>>,
  userRef: string,
) => Promise<BackstageSignInResult>;

/** The origin of the redirect URI at the platform's OIDC provider. The test sends requests for this origin to the backend under test. */
const PUBLIC_URL = 'http://localhost:7007';
const PROVIDER = 'keycloak';

const page = readSkeOidcPage();
// eslint-disable-next-line no-new-func -- runs the code from the page itself, and not a copy of it
const resolver = new Function(
  'ctx',
  'info',
  'userRef',
  page.resolverBody,
) as Resolver;

/** The module that a reader of the page adds to the backend for their provider. */
const authModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'from-the-seed-page',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: PROVIDER,
          factory: createOAuthProviderFactory({
            authenticator: oidcAuthenticator,
            signInResolver: async (info, ctx) =>
              resolver(
                ctx,
                info,
                `user:default/${info.profile.email?.split('@')[0]}`,
              ),
          }),
        });
      },
    });
  },
});

describe('SKE’s page on OIDC, its snippets unchanged except for URL and provider name', () => {
  const platform = useTestPlatform();
  const trusted = getCACertificates('default');
  const name = `seed-${randomUUID().slice(0, 8)}`;
  const bucket = {
    apiVersion: 'storage.demo.kratix-portal.io/v1alpha1',
    kind: 'ObjectBucket',
    name,
    namespace: 'default',
  };
  const manifest = JSON.stringify({
    apiVersion: bucket.apiVersion,
    kind: bucket.kind,
    metadata: { name, namespace: bucket.namespace },
    spec: { team: 'team-a', sizeGiB: 5 },
  });
  let backend: Awaited<ReturnType<typeof startTestBackend>>;

  beforeAll(async () => {
    const { oidcProvider, apiServer } = platform.current.endpoints;
    // Trusts the platform's CA, as NODE_EXTRA_CA_CERTS would in a new process.
    setDefaultCACertificates([
      ...trusted,
      readFileSync(oidcProvider.caFile, 'utf8'),
    ]);
    backend = await startTestBackend({
      features: [
        authServiceFactory,
        httpAuthServiceFactory,
        httpRouterServiceFactory,
        authPlugin,
        authModule,
        skeFeatures,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            auth: {
              session: { secret: 'of this test' },
              providers: {
                [PROVIDER]: {
                  development: {
                    ...oidcProvider.portalClient,
                    metadataUrl: oidcProvider.metadataUrl,
                    callbackUrl: `${PUBLIC_URL}/api/auth/${PROVIDER}/handler/frame`,
                    prompt: 'auto',
                  },
                },
              },
            },
            ...page.appConfig({
              platformClusterUrl: apiServer.url,
              providerName: PROVIDER,
            }),
          },
        }),
      ],
    });
  });

  afterAll(async () => {
    await backend.stop();
    setDefaultCACertificates(trusted);
  });

  async function signIn(username: string): Promise<PortalUser> {
    const user = platform.current.endpoints.users.find(
      each => each.username === username,
    );
    return PortalUser.signIn({
      portalUrl: `http://localhost:${backend.server.port()}`,
      publicUrl: PUBLIC_URL,
      providerId: PROVIDER,
      user: user!,
    });
  }

  it('lets user-admin create, read and delete; the cluster refuses user-dev', async () => {
    const admin = await signIn('user-admin');
    const dev = await signIn('user-dev');

    const refused = await dev.call('POST', '/api/ske/configure-resource', {
      manifest,
    });
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({
      error: {
        code: 'forbidden',
        message: expect.stringContaining(
          'user-dev@example.com may not create ObjectBucket',
        ),
      },
    });

    const created = await admin.call('POST', '/api/ske/configure-resource', {
      manifest,
    });
    expect(created).toMatchObject({
      status: 200,
      body: { operation: 'created' },
    });

    const read = await dev.call(
      'GET',
      `/api/ske/resource?${new URLSearchParams(bucket)}`,
    );
    expect(read).toMatchObject({
      status: 200,
      body: { manifest: { metadata: { name }, spec: { sizeGiB: 5 } } },
    });

    const deleted = await admin.call(
      'POST',
      '/api/ske/delete-resource',
      bucket,
    );
    expect(deleted.status).toBe(200);
  });
});
