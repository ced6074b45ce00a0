import type { HumanDuration } from '@backstage/types';

export interface Config {
  auth?: {
    /**
     * Sign-in providers. Each id that a cluster names as its `oidcTokenProvider`, and each id under `ske.auth.providers`,
     * is served by this module with the keys below, unless another module registers that id.
     */
    providers?: {
      /**
       * The id of the provider: `keycloak`, `okta`, `auth0` or any other of letters and digits, with single `-` or `_`
       * between them. The redirect URI to register at the provider is `<backend.baseUrl>/api/auth/<id>/handler/frame`.
       */
      [providerId: string]: {
        /**
         * The keys for one environment, by its name; `auth.environment` (default `development`) says which one is used.
         * (Anything but an object belongs to a provider of another module.)
         */
        [environment: string]:
          | {
              /** The id of the client that is registered at the provider for Backstage. Required. */
              clientId?: string;
              /**
               * The secret of that client. Required; best taken from an environment variable.
               * @visibility secret
               */
              clientSecret?: string;
              /**
               * The https URL of the provider's discovery document, for example
               * `https://idp.example.com/.well-known/openid-configuration`. Required. A private certificate authority is
               * trusted through the environment variable `NODE_EXTRA_CA_CERTS`.
               */
              metadataUrl?: string;
              /** The redirect URI, if it is not `<backend.baseUrl>/api/auth/<id>/handler/frame`. */
              callbackUrl?: string;
              /** How the client proves itself at the token endpoint. Default: `client_secret_basic`. */
              tokenEndpointAuthMethod?: string;
              /** The algorithm that ID tokens are signed with. Default: `RS256`. */
              tokenSignedResponseAlg?: string;
              /** Scopes beyond `openid`, `profile` and `email`, for example `groups` or `offline_access`. Default: none. */
              additionalScopes?: string | string[];
              /**
               * The `prompt` parameter of the sign-in: `none`, `login`, `consent`, `select_account`, or `auto` for none at
               * all, with which the provider asks for what it needs. Default: `auto`. (Backstage's own module for the id
               * `oidc` has `none` as its default, with which most providers refuse the first sign-in.)
               */
              prompt?: string;
              /** How long to wait for an answer of the provider. Default: 10 seconds. */
              timeout?: HumanDuration | string;
              /** Further parameters of the sign-in, for example `audience` for Auth0. Default: none. */
              startUrlSearchParams?: { [name: string]: unknown };
              /** How long the browser keeps the cookie with the refresh token. Default: 1000 days. */
              sessionDuration?: HumanDuration | string;
              /** Which catalog user a person is signed in as. Required. */
              signIn?: {
                /** Tried in their order; the next only if the one before found no user. */
                resolvers?: Array<{
                  /**
                   * - `emailMatchingUserEntityProfileEmail`: the user whose `spec.profile.email` is the person's verified
                   *   e-mail address.
                   * - `emailLocalPartMatchingUserEntityName`: the user whose name is the part before the `@`.
                   * - `preferredUsernameMatchingUserEntityName`: the user whose name is the `preferred_username` claim.
                   */
                  resolver: string;
                  /**
                   * Only e-mail addresses of these domains may sign in; read by `emailLocalPartMatchingUserEntityName`.
                   * Default: all.
                   */
                  allowedDomains?: string[];
                  /**
                   * Signs in a person without a catalog user too, under the name that was looked for and without groups.
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
       * Sign-in providers to offer on the sign-in page beside those that clusters name, and how each is shown there
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
        /** The id of the sign-in provider whose access token this cluster's API server accepts. */
        oidcTokenProvider?: string;
        [key: string]: unknown;
      }>;
      [key: string]: unknown;
    }>;
    [key: string]: unknown;
  };
}
