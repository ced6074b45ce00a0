import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { SessionTokens } from '@kratix-portal/plugin-ske-node';
import {
  PROVIDER_KEY,
  serverOf,
  type ClusterServer,
  type SessionCluster,
} from './readSessionClusters';

/** The part of a cluster of Backstage's Kubernetes plugin that a strategy needs. */
export interface KubernetesCluster extends ClusterServer {
  name: string;
  authMetadata: Record<string, string>;
}

/** The tokens that a client of Backstage's Kubernetes plugin sent with its request, by `authProvider` and the id of the provider. */
interface RequestAuth {
  oidc?: Record<string, unknown>;
}

/** The interface of a strategy of Backstage's Kubernetes plugin. It is declared here, because the package of that plugin is not a dependency of this package. */
export interface AuthenticationStrategy {
  getCredential(
    cluster: KubernetesCluster,
    requestAuth: RequestAuth | undefined,
  ): Promise<{ type: string; token?: string }>;
  validateCluster(authMetadata: Record<string, string>): Error[];
  presentAuthMetadata(
    authMetadata: Record<string, string>,
  ): Record<string, string>;
}

/**
 * `authProvider: oidc` of Backstage's Kubernetes plugin in session mode.
 *
 * A token that the client sends is used as in Backstage's own strategy. If the client sends no token, the auth backend returns the token of the
 * caller's session (S5). No other source is tried. Only clusters of the configuration get this token, because any user who may register entities can choose
 * the URL of a cluster in the catalog.
 */
export class SessionStrategy implements AuthenticationStrategy {
  readonly #ofBackstage: AuthenticationStrategy;
  readonly #clusters: ReadonlyMap<string, SessionCluster>;
  readonly #auth: Pick<AuthService, 'isPrincipal'>;
  readonly #getCaller: () => Promise<BackstageCredentials> | undefined;
  readonly #sessionTokens: SessionTokens;

  constructor(options: {
    /** Backstage's own strategy for `oidc`. */
    ofBackstage: AuthenticationStrategy;
    clusters: ReadonlyMap<string, SessionCluster>;
    auth: Pick<AuthService, 'isPrincipal'>;
    /** The verified credentials of the current request. */
    getCaller: () => Promise<BackstageCredentials> | undefined;
    sessionTokens: SessionTokens;
  }) {
    this.#ofBackstage = options.ofBackstage;
    this.#clusters = options.clusters;
    this.#auth = options.auth;
    this.#getCaller = options.getCaller;
    this.#sessionTokens = options.sessionTokens;
  }

  async getCredential(
    cluster: KubernetesCluster,
    requestAuth: RequestAuth | undefined,
  ): Promise<{ type: string; token?: string }> {
    if (requestAuth?.oidc?.[cluster.authMetadata[PROVIDER_KEY]]) {
      return this.#ofBackstage.getCredential(cluster, requestAuth);
    }
    const { providerId, furtherProviderIds, tokenKind } =
      this.#findCluster(cluster);
    const credentials = await this.#getCaller();
    if (!credentials || !this.#auth.isPrincipal(credentials, 'user')) {
      throw new SkeError({
        code: 'no-credentials',
        message: `Cluster '${cluster.name}' is called with the session of a user, and this request comes from no user.`,
        hint: 'Send the request with the Backstage token of a user who has signed in.',
      });
    }
    const { accessToken } = await this.#sessionTokens({
      ...{ credentials, providerId, furtherProviderIds, tokenKind },
    });
    return { type: 'bearer token', token: accessToken };
  }

  validateCluster(authMetadata: Record<string, string>): Error[] {
    return this.#ofBackstage.validateCluster(authMetadata);
  }

  presentAuthMetadata(
    authMetadata: Record<string, string>,
  ): Record<string, string> {
    return this.#ofBackstage.presentAuthMetadata(authMetadata);
  }

  #findCluster(cluster: KubernetesCluster): SessionCluster {
    const found = this.#clusters.get(cluster.name);
    if (
      found?.server !== serverOf(cluster) ||
      found.providerId !== cluster.authMetadata[PROVIDER_KEY]
    ) {
      throw new SkeError({
        code: 'forbidden',
        message: `Cluster '${cluster.name}' gets no token of a session, because kubernetes.clusterLocatorMethods of the configuration does not list it with this URL, certificate authority and provider.`,
        hint: 'List the cluster there, in an entry with type "config".',
      });
    }
    if (found.step) {
      throw new SkeError({
        code: 'forbidden',
        message: `Cluster '${cluster.name}' has the key ${found.step}, which only the ske plugin supports, so Backstage's Kubernetes plugin gets no token for it.`,
      });
    }
    return found;
  }
}
