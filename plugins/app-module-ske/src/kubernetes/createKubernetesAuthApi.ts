import {
  ApiBlueprint,
  createApiRef,
  gitlabAuthApiRef,
  googleAuthApiRef,
  microsoftAuthApiRef,
  type OAuthApi,
  oktaAuthApiRef,
  oneloginAuthApiRef,
  type OpenIdConnectApi,
} from '@backstage/frontend-plugin-api';
import type { TokenKind } from '@kratix-portal/plugin-ske-common';
import { oidcAuthApiRef } from '../apis';
import type { SignInProvider } from '../providers';
import {
  type KubernetesAuthProvidersApi,
  KubernetesAuthRegistry,
  type TokenSource,
} from './KubernetesAuthRegistry';

/** The API of Backstage's Kubernetes plugin. It is declared again with the same id, because the package of that plugin is not a dependency of this package. */
const kubernetesAuthProvidersApiRef = createApiRef<KubernetesAuthProvidersApi>({
  id: 'plugin.kubernetes-auth-providers.service',
});

/** The scopes that Backstage's Kubernetes plugin requests for GKE and AKS. */
const GKE_SCOPE = 'https://www.googleapis.com/auth/cloud-platform.read-only';
const AKS_SCOPE = '6dae42f8-4368-4678-94ff-3960e28e3630/user.read';

/** Creates the extension that replaces the registry of Backstage's Kubernetes plugin. */
export function createKubernetesAuthApi(options: {
  providers: readonly SignInProvider[];
  tokenKindOf: (providerId: string) => TokenKind;
  /** Whether the backend takes the token from the session if the browser has no token. */
  isServedByBackend: boolean;
}) {
  const { providers, tokenKindOf, isServedByBackend } = options;
  const key = (id: string) => `auth ${id}`;
  return ApiBlueprint.make({
    name: 'auth-providers',
    params: defineParams =>
      defineParams({
        api: kubernetesAuthProvidersApiRef,
        deps: {
          gitlab: gitlabAuthApiRef,
          google: googleAuthApiRef,
          microsoft: microsoftAuthApiRef,
          okta: oktaAuthApiRef,
          onelogin: oneloginAuthApiRef,
          ...Object.fromEntries(
            providers.map(({ id }) => [key(id), oidcAuthApiRef(id)]),
          ),
        },
        factory: ({
          gitlab,
          google,
          microsoft,
          okta,
          onelogin,
          ...authApis
        }) => {
          const ours = authApis as Record<string, OAuthApi & OpenIdConnectApi>;
          return new KubernetesAuthRegistry({
            cloud: {
              google: () => google.getAccessToken(GKE_SCOPE),
              aks: () => microsoft.getAccessToken(AKS_SCOPE),
            },
            oidc: new Map<string, TokenSource>([
              ['gitlab', () => gitlab.getIdToken()],
              ['google', () => google.getIdToken()],
              ['microsoft', () => microsoft.getAccessToken(AKS_SCOPE)],
              ['okta', () => okta.getIdToken()],
              ['onelogin', () => onelogin.getIdToken()],
              // A provider of this module replaces Backstage's provider with the same id, because the user has signed in with it.
              ...providers.map(({ id }): [string, TokenSource] => [
                id,
                async () => {
                  const token = await readToken(ours[key(id)], tokenKindOf(id));
                  if (!token && !isServedByBackend) {
                    throw notInBrowser(id);
                  }
                  return token || undefined;
                },
              ]),
            ]),
          });
        },
      }),
  });
}

function readToken(
  authApi: OAuthApi & OpenIdConnectApi,
  kind: TokenKind,
): Promise<string> {
  return kind === 'id' ? authApi.getIdToken() : authApi.getAccessToken();
}

function notInBrowser(id: string): Error {
  return new Error(
    `The session with '${id}' has no token in the browser, because ske.auth.mode is session. For Backstage's Kubernetes plugin, set ske.auth.session.kubernetesPlugin to true and add createKubernetesModule to the backend.`,
  );
}
