import { readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { httpRouterServiceFactory } from '@backstage/backend-defaults/httpRouter';
import {
  type BackendFeature,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import authModuleSke from '@kratix-portal/plugin-auth-backend-module-ske';
import { PortalUser, type TestPlatform } from '@kratix-portal/test-cluster';
import skeFeatures from '../index';

/** The origin of the redirect URI at the platform's OIDC provider. */
const PUBLIC_URL = 'http://localhost:7007';

type Backend = Awaited<ReturnType<typeof startTestBackend>>;

/** A portal whose plugins `auth` and `ske` run in two backends, on the real cluster and OIDC provider of a test platform. */
export interface SplitPortal {
  /** Signs in at the real OIDC provider. */
  signIn(username: string, providerId?: string): Promise<PortalUser>;
  /** Calls the `ske` plugin as a user. */
  call: (person: PortalUser, path: string) => Promise<any>;
  /** Stops the auth backend. */
  stopAuth(): Promise<void>;
}

/** Both sign-in providers use the OIDC provider of the platform. */
export const PROVIDERS = ['idp', 'other'] as const;

/** Starts split portals, and stops them after the tests. */
export function useSplitPortal(platform: TestPlatform) {
  const trusted = getCACertificates('default');
  const backends: Backend[] = [];

  beforeAll(() => {
    const { oidcProvider } = platform.current.endpoints;
    // Trusts the platform's CA, as NODE_EXTRA_CA_CERTS would in a new process.
    setDefaultCACertificates([
      ...trusted,
      readFileSync(oidcProvider.caFile, 'utf8'),
    ]);
  });
  afterEach(async () => {
    await Promise.all(backends.splice(0).map(each => each.stop()));
  });
  afterAll(() => setDefaultCACertificates(trusted));

  function configOf(ske: JsonObject, clusters: JsonObject[]): JsonObject {
    const { oidcProvider, apiServer } = platform.current.endpoints;
    const sectionOf = (id: string): JsonObject => ({
      development: {
        ...oidcProvider.portalClient,
        metadataUrl: oidcProvider.metadataUrl,
        callbackUrl: `${PUBLIC_URL}/api/auth/${id}/handler/frame`,
        prompt: 'auto',
        signIn: {
          resolvers: [{ resolver: 'emailLocalPartMatchingUserEntityName' }],
        },
      },
    });
    return {
      app: { baseUrl: 'http://localhost:3000' },
      auth: {
        session: { secret: 'of this test' },
        providers: Object.fromEntries(PROVIDERS.map(id => [id, sectionOf(id)])),
      },
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: 'kratix-platform',
                url: apiServer.url,
                caFile: apiServer.caFile,
                authProvider: 'oidc',
                oidcTokenProvider: 'idp',
              },
              ...clusters,
            ],
          },
        ],
      },
      ske: {
        ...ske,
        kubernetes: {
          platformName: 'kratix-platform',
          ...(ske.kubernetes as JsonObject | undefined),
        },
      },
    };
  }

  return async function start(options: {
    /** The section `ske` in the backend of the plugin `auth`. */
    auth: JsonObject;
    /** The same in the backend of the plugin `ske`. */
    ske: JsonObject;
    /** Additional clusters. */
    clusters?: JsonObject[];
  }): Promise<SplitPortal> {
    const { clusters = [] } = options;
    const urls: Record<string, string> = {};
    const startOne = async (
      plugins: string[],
      ske: JsonObject,
      features: BackendFeature[],
    ) => {
      const backend = await startTestBackend({
        features: [
          authServiceFactory,
          httpAuthServiceFactory,
          httpRouterServiceFactory,
          discoveryOf(urls),
          mockServices.rootConfig.factory({ data: configOf(ske, clusters) }),
          ...features,
        ],
      });
      backends.push(backend);
      for (const plugin of plugins) {
        urls[plugin] = `http://localhost:${backend.server.port()}`;
      }
      return backend;
    };
    const authBackend = await startOne(
      ['auth', 'catalog'],
      {
        auth: {
          ...(options.auth.auth as JsonObject),
          providers: Object.fromEntries(PROVIDERS.map(id => [id, {}])),
        },
      },
      [
        authPlugin,
        authModuleSke,
        catalogServiceMock.factory({
          entities: platform.current.endpoints.users.map(toEntity),
        }),
      ],
    );
    await startOne(['ske'], options.ske, [skeFeatures]);
    return {
      signIn: async (username, providerId = 'idp') =>
        PortalUser.signIn({
          portalUrl: urls.auth,
          publicUrl: PUBLIC_URL,
          providerId,
          user: platform.current.endpoints.users.find(
            each => each.username === username,
          )!,
        }),
      async call(person, path) {
        const response = await fetch(`${urls.ske}${path}`, {
          headers: { authorization: `Bearer ${person.tokens().backstage}` },
        });
        return response.json();
      },
      async stopAuth() {
        backends.splice(backends.indexOf(authBackend), 1);
        await authBackend.stop();
      },
    };
  };
}

function toEntity({
  username,
  email,
}: {
  username: string;
  email: string;
}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { name: username, namespace: 'default' },
    spec: { profile: { email } },
    relations: [],
  };
}

/** Each plugin has the address of its backend, as in an installation with several backends. */
function discoveryOf(urls: Record<string, string>) {
  const getBaseUrl = async (plugin: string) => `${urls[plugin]}/api/${plugin}`;
  return createServiceFactory({
    service: coreServices.discovery,
    deps: {},
    factory: () => ({ getBaseUrl, getExternalBaseUrl: getBaseUrl }),
  });
}
