import type { HumanDuration } from '@backstage/types';

export interface Config {
  ske?: {
    /**
     * How the portal reaches the platform. Default: `kubernetes`, the API server of the platform cluster. SKE's `gitops` and `hybrid`
     * are not supported yet: the backend does not start with them.
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
       * Which kinds the routes and actions can use. `all`: every kind except the kinds that are always refused (Secrets, RBAC and a few more); the cluster's RBAC
       * controls what a user may do with an object. `promises`: only Promises and the kinds that Promises define; the portal reads from the cluster which kinds these
       * are, with the caller's identity.
       *
       * Default: `all` with `authProvider: oidc`, `promises` if all users share one identity. If you set `all` for a shared identity, every user of the portal can
       * do everything that this identity may do, and the backend logs a warning at start.
       */
      kinds?: 'all' | 'promises';

      /**
       * The claim of the access token that must equal the name of the user's catalog entity, such as `preferred_username`. The comparison ignores
       * case. If they differ, the user gets a 403 `identity-mismatch`. Only with `authProvider: oidc`.
       *
       * The check detects a sign-in resolver that confuses users. It does not authenticate users; the API server does that. Default: no check.
       */
      userNameClaim?: string;
    };

    auth?: {
      /**
       * Where the access token of a user is kept.
       *
       * - `tok`: in the claim `tok` of the Backstage token, as on SKE's page.
       * - `session`: encrypted in the database of the auth backend. The browser and the Backstage token contain no token of the provider.
       * - `auto`: like `session`. In addition, a user without a session is identified by the claim `tok`, for sign-in providers of your own modules.
       *
       * `session` and `auto` need `ske.auth.session.keys`. Default: `tok`.
       */
      mode?: 'tok' | 'session' | 'auto';

      /** In the modes `tok` and `auto` these keys decrypt a `tok` claim that the auth module encrypted. They must be the same in the backend of the auth plugin. */
      session?: {
        /** Every key of the list can decrypt a claim. */
        keys?: Array<{
          /** The id of the key in the backend of the auth plugin. */
          id: string;
          /**
           * At least 32 random bytes in base64.
           * @visibility secret
           */
          secret: string;
        }>;

        /**
         * In the modes `session` and `auto`: whether Backstage's own Kubernetes plugin gets the token of the user who calls it. `createKubernetesModule` needs
         * it. It must be the same in the backend of the auth plugin. Default: false.
         */
        kubernetesPlugin?: boolean;
      };
    };

    /**
     * What the API server of the platform cluster accepts, for the diagnosis (`GET /diagnosis`, the page and `ske-doctor`). It grants no access.
     * Without it the diagnosis can only say that the API server rejects a token, and name the most probable reason. Set one of the two keys.
     */
    diagnosis?: {
      /**
       * The path of a copy of the file that the API server has in `--authentication-config`.
       */
      authenticationConfigFile?: string;

      /**
       * The values of the flags of the API server, with its defaults.
       */
      apiServer?: {
        /** `--oidc-issuer-url` */
        oidcIssuerUrl: string;
        /** `--oidc-client-id` */
        oidcClientId: string;
        /** `--oidc-username-claim`. Default: `sub`. */
        oidcUsernameClaim?: string;
        /** `--oidc-username-prefix`. Default: none for `email`, otherwise the issuer and `#`; `-` means none. */
        oidcUsernamePrefix?: string;
        /** `--oidc-groups-claim`. Default: no groups. */
        oidcGroupsClaim?: string;
        /** `--oidc-groups-prefix`. Default: none. */
        oidcGroupsPrefix?: string;
        /** `--oidc-signing-algs`. Default: RS256. */
        oidcSigningAlgs?: string[];
      };
    };

    /**
     * The quota of each user, in each process of the backend. Requests over the quota are refused with 429 and a Retry-After header.
     */
    limits?: {
      /**
       * How many requests of one user are served at the same time. Default: 20.
       */
      concurrentRequests?: number;

      /**
       * How many requests one user may make in a minute, in a burst or evenly. Default: 300.
       */
      requestsPerMinute?: number;

      /**
       * How many streams one user may have open: watches, logs, and streams with many watches. Default: 10.
       */
      streams?: number;

      /**
       * How many watches and logs these streams may carry in total. Each of them needs a connection to the API server. Default: 20 times
       * `streams`, which is 200 with the default of 10 streams.
       */
      subscriptions?: number;
    };

    /**
     * The requests that `ske:record-request` records, until their resources exist. The catalog module shows them.
     */
    pendingRequests?: {
      /**
       * How often the catalog module reads the records, in seconds, from 1 to 3600. Default: 60, like SKE.
       */
      refreshSeconds?: number;

      /**
       * After this time a request whose resource does not exist is shown as never created, with the reason. Default: 30 minutes.
       */
      neverCreatedAfter?: HumanDuration | string;

      /**
       * The same for a request that waits in a pull request. Default: 14 days.
       */
      neverMergedAfter?: HumanDuration | string;

      /**
       * How long a request that was never created is shown. Default: 7 days.
       */
      keepNeverCreated?: HumanDuration | string;

      /**
       * How many recorded requests one user may have at a time. Default: 100.
       */
      perUser?: number;
    };

    /**
     * Backstage permissions. They apply when `permission.enabled` is true.
     */
    permissions?: {
      /**
       * How many seconds a decision of the permission policy is cached for the same Backstage token, from 0 (no cache) to 60. Default: 5.
       */
      rememberSeconds?: number;
    };
  };

  /**
   * The configuration of Backstage's Kubernetes plugin. The plugin itself is not required. The ske plugin reads only the cluster of
   * `ske.kubernetes.platformName`.
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
         * `oidc`: each user acts on the cluster as themselves, with the access token of their own sign-in. Recommended. `serviceAccount`: all users
         * act as the service account of `serviceAccountToken`; a warning says so at start. The other values of Backstage's Kubernetes plugin cannot
         * be used for the platform cluster.
         */
        authProvider?: string;

        /**
         * With `authProvider: oidc`: the id of the provider in `auth.providers` that users sign in with, such as `keycloak`.
         */
        oidcTokenProvider?: string;

        /**
         * With `authProvider: oidc`: the ids of other providers in `auth.providers` whose tokens the API server accepts too. A user acts with the newest
         * session with one of the providers. It cannot be combined with `tokenExchange` or `impersonation`. Default: none.
         */
        furtherTokenProviders?: string[];

        /**
         * With `authProvider: oidc`: which token of the provider the API server accepts, the access token or the ID token. Default: the `tokenKind` of the
         * provider in `auth.providers`.
         */
        tokenKind?: 'access' | 'id';

        /**
         * With `authProvider: oidc`: the token of a user is exchanged at the token endpoint of a provider for a token of this cluster (RFC 8693). Default: off.
         * At least one of `audience`, `resource` and `scope` is required. It cannot be combined with `impersonation`.
         */
        tokenExchange?: {
          /**
           * The id of the provider in `auth.providers`, whose `metadataUrl` names the token endpoint. Default: `oidcTokenProvider`.
           */
          provider?: string;

          /**
           * The client that exchanges tokens. Default: the `clientId` and the `clientSecret` of the provider.
           */
          clientId?: string;

          /**
           * Required with `clientId`.
           * @visibility secret
           */
          clientSecret?: string;

          /**
           * The audience that the API server accepts, as the provider names it.
           */
          audience?: string;

          /**
           * The same as a URI, for providers with resource indicators.
           */
          resource?: string;

          /**
           * The scopes of the new token.
           */
          scope?: string;

          /**
           * The type of the token that users sign in with. Default: `id_token` where `tokenKind` is `id`, otherwise `access_token`.
           */
          subjectTokenType?: 'access_token' | 'id_token' | 'jwt';

          /**
           * The type of token to request. Default: `jwt` with the preset `pinniped`, otherwise `access_token`.
           */
          requestedTokenType?: 'access_token' | 'id_token' | 'jwt';
        };

        /**
         * With `authProvider: oidc`, for a cluster that cannot trust the OIDC provider: the portal verifies the token of each user, and a service account of
         * the cluster acts for the user by impersonation. Default: off. A warning says so at start. It cannot be combined with `tokenExchange`.
         */
        impersonation?: {
          /**
           * The token of the service account. This key or `serviceAccountTokenFile` is required.
           * @visibility secret
           */
          serviceAccountToken?: string;

          /**
           * The path of a file with the token, which is read again every minute.
           */
          serviceAccountTokenFile?: string;

          /**
           * The `aud` that the token of a user must have.
           */
          audience: string;

          /**
           * The claim with the user name. Default: `sub`.
           */
          usernameClaim?: string;

          /**
           * Precedes the user name; `-` means none. Default: none for `email`, otherwise the issuer and `#`, as in kube-apiserver.
           */
          usernamePrefix?: string;

          /**
           * The claim with the groups: a list or one text. Default: no groups.
           */
          groupsClaim?: string;

          /**
           * Precedes each group; `-` means none. Default: none.
           */
          groupsPrefix?: string;
        };

        /**
         * With `authProvider: serviceAccount`: the token. Take it from an environment variable. It is never used with `authProvider: oidc`.
         * @visibility secret
         */
        serviceAccountToken?: string;

        /**
         * Do not check the certificate of the API server. Default: false. A warning says so at start, because a server that answers in its
         * place can read the users' tokens. Together with `caData` or `caFile` it is an error.
         */
        skipTLSVerify?: boolean;

        /**
         * The certificate authority of the API server: a PEM file in base64. Default: the authorities that Node trusts.
         * @visibility secret
         */
        caData?: string;

        /**
         * The certificate authority of the API server: the path of a PEM file, read once at start. It cannot be combined with `caData`.
         */
        caFile?: string;

        /**
         * The HTTP proxy for connections to this cluster, such as `http://proxy.example.com:3128`, or `none` for direct connections.
         * It may contain a user name and a password. Default: the environment variables HTTPS_PROXY and NO_PROXY, as in kubectl.
         * @visibility secret
         */
        proxyUrl?: string;

        [key: string]: unknown;
      }>;
      [key: string]: unknown;
    }>;
  };
}
