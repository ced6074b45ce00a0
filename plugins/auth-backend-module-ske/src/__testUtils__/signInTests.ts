import {
  createBackendModule,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import type { UserEntity } from '@backstage/catalog-model';
import {
  authProvidersExtensionPoint,
  type AuthProviderFactory,
} from '@backstage/plugin-auth-node';
import type { JsonObject } from '@backstage/types';
import { authModuleSke } from '../module';
import {
  FAKE_CLIENT,
  startFakeOidcProvider,
  type FakeOidcProvider,
  type FakeUser,
} from './startFakeOidcProvider';
import { startTestPortal } from './startTestPortal';

export const jane: FakeUser = {
  sub: '1',
  email: 'jane@example.com',
  email_verified: true,
  preferred_username: 'jane',
  name: 'Jane',
};

export const janeInCatalog: UserEntity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'jane', namespace: 'default' },
  spec: { profile: { email: 'jane@example.com' } },
  relations: [{ type: 'memberOf', targetRef: 'group:default/team-a' }],
};

const cleanUps: Array<() => Promise<unknown>> = [];

/** Stops the portals and OIDC providers that a test started. Call it in `afterEach`. */
export async function cleanUp(): Promise<void> {
  for (const stop of cleanUps.splice(0).reverse()) {
    await stop();
  }
}

export async function startProvider(
  user: FakeUser = jane,
  options: Omit<Parameters<typeof startFakeOidcProvider>[0], 'user'> = {},
): Promise<FakeOidcProvider> {
  const idp = await startFakeOidcProvider({ user, ...options });
  cleanUps.push(() => idp.stop());
  return idp;
}

export async function startPortal(
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

/** The kubernetes section of SKE's page on OIDC. */
export function clusterWith(oidcTokenProvider: string): JsonObject {
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

export function providerAt(metadataUrl: string, overrides: JsonObject = {}) {
  return {
    ...FAKE_CLIENT,
    metadataUrl,
    signIn: {
      resolvers: [{ resolver: 'emailMatchingUserEntityProfileEmail' }],
    },
    ...overrides,
  };
}

/** A module of an integrator. */
export function moduleOfIntegrator(
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
