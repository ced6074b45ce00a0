/** Backstage's `KubernetesRequestBody`, of which only `auth` matters here. */
export interface KubernetesRequestBody {
  auth?: Record<string, unknown>;
  [field: string]: unknown;
}

/** Backstage's `KubernetesAuthProvidersApi`. The package of that interface is not a dependency of this package. */
export interface KubernetesAuthProvidersApi {
  decorateRequestBodyForAuth(
    authProvider: string,
    requestBody: KubernetesRequestBody,
  ): Promise<KubernetesRequestBody>;
  getCredentials(authProvider: string): Promise<{ token?: string }>;
}

/** Returns the token of the signed-in user for API servers, or nothing if the backend has the token. */
export type TokenSource = () => Promise<string | undefined>;

/** The values of a cluster's `authProvider` with which the backend has its own credentials. */
const SERVER_SIDE = [
  'serviceAccount',
  'googleServiceAccount',
  'aws',
  'azure',
  'localKubectlProxy',
];
const OIDC = 'oidc.';

/**
 * Returns the tokens that Backstage's own Kubernetes plugin sends. It supports the providers of this module, in addition to Backstage's own providers.
 *
 * A provider is found by its id, case-insensitively unless two ids differ only in case.
 */
export class KubernetesAuthRegistry implements KubernetesAuthProvidersApi {
  readonly #oidc: ReadonlyMap<string, TokenSource>;
  readonly #cloud: Readonly<Record<'google' | 'aks', TokenSource>>;

  constructor(options: {
    /** The key is the id of the provider. */
    oidc: ReadonlyMap<string, TokenSource>;
    /** `authProvider: google` and `aks`. */
    cloud: Readonly<Record<'google' | 'aks', TokenSource>>;
  }) {
    this.#oidc = options.oidc;
    this.#cloud = options.cloud;
  }

  async decorateRequestBodyForAuth(
    authProvider: string,
    requestBody: KubernetesRequestBody,
  ): Promise<KubernetesRequestBody> {
    const { token } = await this.getCredentials(authProvider);
    if (token === undefined) {
      return requestBody;
    }
    const auth = requestBody.auth ?? {};
    if (!authProvider.startsWith(OIDC)) {
      return { ...requestBody, auth: { ...auth, [authProvider]: token } };
    }
    const id = authProvider.slice(OIDC.length);
    const oidc = { ...(auth.oidc as object | undefined), [id]: token };
    return { ...requestBody, auth: { ...auth, oidc } };
  }

  async getCredentials(authProvider: string): Promise<{ token?: string }> {
    if (SERVER_SIDE.includes(authProvider)) {
      return {};
    }
    const source = this.#find(authProvider);
    if (!source) {
      throw new Error(
        authProvider.startsWith(OIDC)
          ? `No sign-in provider has the id '${authProvider.slice(OIDC.length)}' that a cluster names in oidcTokenProvider. Add it to auth.providers, and to ske.auth.providers if no card shows it.`
          : `The authProvider '${authProvider}' of a cluster is not known.`,
      );
    }
    return { token: await source() };
  }

  #find(authProvider: string): TokenSource | undefined {
    if (authProvider === 'google' || authProvider === 'aks') {
      return this.#cloud[authProvider];
    }
    if (!authProvider.startsWith(OIDC)) {
      return undefined;
    }
    const id = authProvider.slice(OIDC.length);
    const similar = [...this.#oidc].filter(
      ([each]) => each.toLowerCase() === id.toLowerCase(),
    );
    return (
      this.#oidc.get(id) ?? (similar.length === 1 ? similar[0][1] : undefined)
    );
  }
}
