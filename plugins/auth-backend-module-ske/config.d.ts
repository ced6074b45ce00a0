import type { HumanDuration } from '@backstage/types';

export interface Config {
  auth?: {
    /**
     * Sign-in providers. Each id that a cluster names as its `oidcTokenProvider`, and each id under `ske.auth.providers`,
     * is served by this module with the keys below, unless another module registers the same id.
     */
    providers?: {
      /**
       * The id of the provider: `keycloak`, `okta`, `auth0` or any other of letters and digits, with single `-` or `_`
       * between them. The redirect URI to register at the provider is `<backend.baseUrl>/api/auth/<id>/handler/frame`.
       */
      [providerId: string]: {
        /**
         * The keys of one environment, under its name. `auth.environment` (default `development`) selects the environment.
         * (A value that is not an object belongs to a provider of another module.)
         */
        [environment: string]:
          | {
              /**
               * The defaults of a known provider for the keys below: `keycloak`, `okta`, `auth0`, `entra`, `google`, `cognito`, `dex`, `pinniped`,
               * or `oidc` for any other. A key of this section takes precedence; `startUrlSearchParams` are merged. docs/providers has the values.
               * Default: no preset, and the defaults that each key names.
               */
              preset?:
                | 'keycloak'
                | 'okta'
                | 'auth0'
                | 'entra'
                | 'google'
                | 'cognito'
                | 'dex'
                | 'pinniped'
                | 'oidc';
              /**
               * The audience of the platform cluster, if a sign-in requests it. The preset determines how the sign-in requests it: with the parameter `audience` (`auth0`), the parameter
               * `resource` of RFC 8707 (`oidc`, `cognito`, and without a preset), or a scope (`entra`, `dex`). The key is rejected for providers where the
               * audience is set at the provider. Default: none.
               */
              audience?: string;
              /**
               * Which token goes to the API server: `access`, the access token, or `id`, the ID token. A cluster can override it with its own `tokenKind`.
               * If a refresh returns no new ID token, the previous ID token is used until it expires, and the backend logs a warning.
               * Default: the value of the preset, otherwise `access`.
               */
              tokenKind?: 'access' | 'id';
              /**
               * The claim of the profile with the name of the user, which `preferredUsernameMatchingUserEntityName` reads. Default: the value of the
               * preset, otherwise `preferred_username`.
               */
              usernameClaim?: string;
              /**
               * The claim of the token with the groups. Only the diagnosis uses it. Default: the value of the preset, otherwise none.
               */
              groupsClaim?: string;
              /**
               * The logout endpoint of the provider, for a sign-out in session mode. Default: `end_session_endpoint` of the discovery document, otherwise
               * the endpoint of the preset. The preset `okta` has no logout endpoint.
               */
              endSessionEndpoint?: string;
              /**
               * The parameter of the logout endpoint with the URL to return to. Default: the value of the preset, otherwise `post_logout_redirect_uri`.
               */
              logoutRedirectParameter?: string;
              /** The id of the client that is registered at the provider for Backstage. Required. */
              clientId?: string;
              /**
               * The secret of that client. Required. Take it from an environment variable.
               * @visibility secret
               */
              clientSecret?: string;
              /**
               * The https URL of the provider's discovery document, for example
               * `https://idp.example.com/.well-known/openid-configuration`. Required. To trust a private certificate
               * authority, set the environment variable `NODE_EXTRA_CA_CERTS`.
               */
              metadataUrl?: string;
              /** The redirect URI, if it is not `<backend.baseUrl>/api/auth/<id>/handler/frame`. */
              callbackUrl?: string;
              /** How the client authenticates at the token endpoint. Default: `client_secret_basic`. */
              tokenEndpointAuthMethod?: string;
              /** The algorithm with which ID tokens are signed. Default: `RS256`. */
              tokenSignedResponseAlg?: string;
              /** Scopes beyond `openid`, `profile` and `email`, for example `groups` or `offline_access`. Default: none. */
              additionalScopes?: string | string[];
              /**
               * The `prompt` parameter of the sign-in: `none`, `login`, `consent`, `select_account`, or `auto`, which sends no parameter and lets the
               * provider decide. Default: `auto`. (Backstage's own module for the id `oidc` has the default `none`, with which most providers reject
               * the first sign-in.)
               */
              prompt?: string;
              /** How long to wait for a response of the provider. Default: 10 seconds. */
              timeout?: HumanDuration | string;
              /** Further parameters of the sign-in, for example `audience` for Auth0. Default: none. */
              startUrlSearchParams?: { [name: string]: unknown };
              /** How long the browser keeps the cookie with the refresh token. Default: 1000 days. */
              sessionDuration?: HumanDuration | string;
              /**
               * Where the user's profile (e-mail address, name, `preferred_username`) comes from: `userinfo`, the userinfo
               * endpoint, or `id-token`, the claims of the ID token. Use `id-token` when the access token is for the platform
               * cluster's API only, so that the userinfo endpoint rejects it, like with Microsoft Entra ID. Default: the value of the preset, otherwise `userinfo`.
               */
              profile?: 'userinfo' | 'id-token';
              /**
               * Accepts an e-mail address when the provider returns no `email_verified` claim. Set it only if users cannot change
               * their own e-mail address at the provider: otherwise a user can sign in as another user. An address with
               * `email_verified: false` is never accepted. Default: false.
               */
              dangerouslyAcceptMissingEmailVerified?: boolean;
              /** How the catalog user of a sign-in is found. Required. */
              signIn?: {
                /** The resolvers, tried in their order. If a resolver finds no user, or a claim is missing, the next resolver is tried. */
                resolvers?: Array<{
                  /**
                   * - `emailMatchingUserEntityProfileEmail`: the user whose `spec.profile.email` is the verified e-mail
                   *   address.
                   * - `emailLocalPartMatchingUserEntityName`: the user whose name is the part before the `@`.
                   * - `preferredUsernameMatchingUserEntityName`: the user whose name is the `preferred_username` claim.
                   */
                  resolver: string;
                  /**
                   * Only e-mail addresses of these domains may sign in. This option exists only for `emailLocalPartMatchingUserEntityName`. Default:
                   * all domains.
                   */
                  allowedDomains?: string[];
                  /**
                   * Also signs in a user without a catalog entity. The user then has the name that the resolver looked for, and no groups.
                   * Default: false.
                   */
                  dangerouslyAllowSignInWithoutUserInCatalog?: boolean;
                  [option: string]: unknown;
                }>;
              };
            }
          | string
          | number
          | boolean
          | unknown[];
      };
    };
  };

  ske?: {
    auth?: {
      /**
       * Where the access token of a user is kept.
       *
       * - `tok`: in the claim `tok` of the Backstage token, as on SKE's page.
       * - `session`: encrypted in the database of the auth backend. The browser and the Backstage token contain no token of the provider.
       * - `auto`: like `session`. In addition, a user without a session is identified by the claim `tok`, for sign-in providers of your own modules.
       *
       * `session` and `auto` need `ske.auth.session.keys`. In mode `tok` these keys encrypt the claim: it then contains a JWE that only the `ske`
       * backend can decrypt. Default: `tok`.
       */
      mode?: 'tok' | 'session' | 'auto';

      /** The sessions of the modes `session` and `auto`, and the keys of an encrypted `tok`. */
      session?: {
        /**
         * The keys that encrypt the sessions. The first key encrypts, and every key decrypts. To rotate, add a new key at the end of the list and restart all replicas,
         * then move the new key to the front and restart all replicas again. Remove the old key after a day.
         */
        keys?: Array<{
          /** A name of your choice of letters, digits, `-` and `_`. It is stored with each session. */
          id: string;
          /**
           * At least 32 random bytes in base64, for example from `openssl rand -base64 32`. It must be the same on all replicas.
           * @visibility secret
           */
          secret: string;
        }>;
        /**
         * Whether a sign-out also ends the user's session with the provider (RP-initiated logout), if the provider can. With `false` a sign-out ends the
         * session of the portal and revokes its refresh token. Default: true.
         */
        providerLogout?: boolean;
        /**
         * The URL to which the OIDC provider redirects after a sign-out. Register it at the provider, exactly as it is written here. Default: `app.baseUrl`.
         */
        logoutRedirectUrl?: string;
        /**
         * Whether Backstage's own Kubernetes plugin gets the token of the user who calls it, like the `ske` plugin. It needs `createKubernetesModule` of
         * `@kratix-portal/plugin-ske-backend`. Its proxy sends every request that RBAC allows, so decide who has the permission `kubernetes.proxy`.
         * Default: false.
         */
        kubernetesPlugin?: boolean;
      };

      /**
       * Further sign-in providers of the sign-in page, in addition to those that clusters name, and how each is shown
       * (`@kratix-portal/plugin-app-module-ske`).
       */
      providers?: {
        [providerId: string]: { [key: string]: unknown };
      };
    };
  };

  kubernetes?: {
    /** Where clusters are listed; this module reads the entries of type `config`. */
    clusterLocatorMethods?: Array<{
      /** `config`: the clusters are listed in this configuration. */
      type?: string;
      clusters?: Array<{
        /** The id of the sign-in provider whose token this cluster's API server accepts. */
        oidcTokenProvider?: string;
        /** The ids of other sign-in providers whose tokens this cluster's API server accepts too. Default: none. */
        furtherTokenProviders?: string[];
        /** Which token this cluster's API server accepts. Default: the `tokenKind` of the provider. */
        tokenKind?: 'access' | 'id';
        [key: string]: unknown;
      }>;
      [key: string]: unknown;
    }>;
    [key: string]: unknown;
  };
}
