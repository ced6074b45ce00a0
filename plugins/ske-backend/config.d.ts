export interface Config {
  ske?: {
    /**
     * How the portal reaches the platform. Default: `kubernetes`, the API server of the platform cluster. SKE's `gitops` and `hybrid`
     * are not supported yet: the backend refuses to start with them.
     */
    mode?: 'kubernetes' | 'gitops' | 'hybrid';

    /**
     * The platform cluster.
     *
     * Without this section the backend takes the current context of the default kubeconfig (KUBECONFIG, then `~/.kube/config`), or in a pod the
     * in-cluster service account. All users then share that identity, and a warning says so at start.
     */
    kubernetes?: {
      /**
       * The `name` of the platform cluster among `kubernetes.clusterLocatorMethods[].clusters[]` of type `config`.
       */
      platformName: string;

      /**
       * Which kinds the routes and actions reach. `all`: each kind but those that are always refused (Secrets, RBAC and a few more); what a user
       * may do with it, RBAC decides. `promises`: only Promises, and the kinds that Promises define, as the cluster itself tells the caller.
       *
       * Default: `all` with `authProvider: oidc`, `promises` where all users share one identity. With `all` there, every user of the portal reaches
       * whatever that identity may reach, and a warning says so at start.
       */
      kinds?: 'all' | 'promises';

      /**
       * The claim of the access token that must be the name of the user's catalog entity, such as `preferred_username`; upper and lower case are
       * the same. Where it is not, the user gets a 403 `identity-mismatch`. With `authProvider: oidc` only.
       *
       * It notices a sign-in resolver that mixes people up. It is no authentication: that is the API server's. Default: no claim need be.
       */
      userNameClaim?: string;
    };

    /**
     * How much of the portal and of the platform cluster one person may take up, in each process of the backend. What is more is refused with
     * 429 and a Retry-After header.
     */
    limits?: {
      /**
       * How many requests of one person are served at a time. Default: 20.
       */
      concurrentRequests?: number;

      /**
       * How many requests one person may make in a minute, in a burst or evenly. Default: 300.
       */
      requestsPerMinute?: number;

      /**
       * How many watches and logs one person may have open. Default: 10.
       */
      streams?: number;
    };

    /**
     * Backstage permissions, which are asked when `permission.enabled` is true.
     */
    permissions?: {
      /**
       * How many seconds a decision of the permission policy is used again for the same Backstage token, from 0, which asks for each
       * request, to 60. Default: 5.
       */
      rememberSeconds?: number;
    };
  };

  /**
   * The configuration of Backstage's Kubernetes plugin, which need not be installed. The ske plugin reads the one cluster that
   * `ske.kubernetes.platformName` names.
   */
  kubernetes?: {
    /**
     * Not read by the ske plugin.
     */
    serviceLocatorMethod?: {
      type: string;
      [key: string]: unknown;
    };

    /**
     * Only methods of type `config` are read by the ske plugin.
     */
    clusterLocatorMethods?: Array<{
      type: string;
      clusters?: Array<{
        /**
         * The address of the API server: https, with or without a path. http is accepted for localhost only.
         */
        url: string;

        /**
         * Unique among the clusters.
         */
        name: string;

        /**
         * `oidc`: each user acts on the cluster as themselves, with the access token of their own sign-in. Recommended.
         * `serviceAccount`: all users act as the service account of `serviceAccountToken`; a warning says so at start.
         * Other values, which Backstage's Kubernetes plugin knows, cannot be used for the platform cluster.
         */
        authProvider?: string;

        /**
         * With `authProvider: oidc`: the id of the provider in `auth.providers` that users sign in with, such as `keycloak`.
         */
        oidcTokenProvider?: string;

        /**
         * With `authProvider: serviceAccount`: the token. Best from an environment variable. Never used with `authProvider: oidc`.
         * @visibility secret
         */
        serviceAccountToken?: string;

        /**
         * Do not check the certificate of the API server. Default: false. A warning says so at start, since whoever can answer in the
         * server's place can read the users' tokens. An error beside `caData` or `caFile`.
         */
        skipTLSVerify?: boolean;

        /**
         * The certificate authority of the API server: a PEM file in base64. Default: the authorities that Node trusts.
         * @visibility secret
         */
        caData?: string;

        /**
         * The certificate authority of the API server: the path of a PEM file. Read once, at start. Not beside `caData`.
         * @visibility secret
         */
        caFile?: string;

        [key: string]: unknown;
      }>;
      [key: string]: unknown;
    }>;
  };
}
