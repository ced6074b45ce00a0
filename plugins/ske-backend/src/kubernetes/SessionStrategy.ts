import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { TokenKind } from '@kratix-portal/plugin-ske-common';

/** The part of a cluster of Backstage's Kubernetes plugin that a strategy needs. */
interface Cluster {
  name: string;
  authMetadata: Record<string, string>;
}

/** What Backstage's Kubernetes plugin expects of a strategy. Its package is not a dependency of this one. */
export interface AuthenticationStrategy {
  getCredential(
    cluster: Cluster,
    requestAuth: { oidc?: unknown },
  ): Promise<{ type: 'bearer token'; token: string }>;
  validateCluster(authMetadata: Record<string, string>): Error[];
  presentAuthMetadata(
    authMetadata: Record<string, string>,
  ): Record<string, string>;
}

const PROVIDER = 'kubernetes.io/oidc-token-provider';
/** The auth module begins a ticket with it. */
const TICKET_PREFIX = 'ske-ticket.';
const PATH = '/.ske/cluster-tickets/redeem';
const TIMEOUT_MS = 35_000;

/**
 * `authProvider: oidc` of Backstage's Kubernetes plugin in session mode.
 *
 * Backstage tells a strategy the cluster and what the browser sent, and not the user. Our frontend module sends a ticket of the auth backend, and this
 * strategy redeems it for the token of the user's session (S5). What is not a ticket is a token of the provider, as in Backstage's own strategy.
 */
export class SessionStrategy implements AuthenticationStrategy {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #tokenKindOf: (clusterName: string) => TokenKind | undefined;

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    /** `tokenKind` of a cluster. */
    tokenKindOf(clusterName: string): TokenKind | undefined;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#tokenKindOf = options.tokenKindOf;
  }

  async getCredential(
    cluster: Cluster,
    requestAuth: { oidc?: unknown },
  ): Promise<{ type: 'bearer token'; token: string }> {
    const provider = cluster.authMetadata[PROVIDER];
    const sent = findToken(requestAuth.oidc, provider);
    if (sent === undefined) {
      throw new Error(
        `The browser sent no token or ticket of '${provider}' for cluster '${cluster.name}'.`,
      );
    }
    const token = sent.startsWith(TICKET_PREFIX)
      ? await this.#redeem(sent, provider, this.#tokenKindOf(cluster.name))
      : sent;
    return { type: 'bearer token', token };
  }

  validateCluster(authMetadata: Record<string, string>): Error[] {
    return authMetadata[PROVIDER]
      ? []
      : [new Error(`Must specify a token provider for 'oidc' strategy`)];
  }

  presentAuthMetadata(): Record<string, string> {
    return {};
  }

  async #redeem(
    ticket: string,
    provider: string,
    tokenKind: TokenKind | undefined,
  ): Promise<string> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'auth',
    });
    const response = await fetch(
      `${await this.#discovery.getBaseUrl('auth')}${PATH}`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ ticket, provider, tokenKind }),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
    ).catch(() => undefined);
    const answer = (await response?.json().catch(() => undefined)) as
      { accessToken?: unknown; error?: { message?: unknown } } | undefined;
    if (response?.ok && typeof answer?.accessToken === 'string') {
      return answer.accessToken;
    }
    const { message } = answer?.error ?? {};
    throw new Error(
      typeof message === 'string'
        ? message
        : 'The auth backend did not give the Kubernetes plugin the token of the user. Check that ske.auth.session.kubernetesPlugin is true in its configuration.',
    );
  }
}

/** The header of Backstage's proxy has the id in lower case. */
function findToken(oidc: unknown, provider: string): string | undefined {
  const tokens: Record<string, unknown> =
    typeof oidc === 'object' && oidc !== null ? { ...oidc } : {};
  const token = tokens[provider] ?? tokens[provider.toLowerCase()];
  return typeof token === 'string' && token !== '' ? token : undefined;
}
