export interface Config {
  ske?: {
    auth?: {
      session?: {
        /**
         * In session mode: whether Backstage's own Kubernetes plugin gets the token of the user on the server, so that the browser needs no token.
         * @visibility frontend
         */
        kubernetesPlugin?: boolean;
      };

      /**
       * Sign-in providers that the sign-in page offers in addition to the `oidcTokenProvider` of each cluster, and how the page
       * shows each provider.
       */
      providers?: {
        /**
         * The id of the provider in `auth.providers`.
         * @visibility frontend
         */
        [providerId: string]: {
          /**
           * The heading of the provider's card. Default: the product's name for a well-known id (`keycloak`, `okta`, `auth0`,
           * ...), otherwise the id with a capital letter.
           * @visibility frontend
           */
          title?: string;
          /**
           * A line of text on the card. Default: `Sign in with <title>`.
           * @visibility frontend
           */
          message?: string;
          /**
           * The icon on the card: `keycloak`, `okta`, `auth0`, `key`, `shield`, `building` or `user`, or the https URL, data
           * URL or path of an image. Backstage's Content Security Policy must allow an https URL (`backend.csp.img-src`).
           * Default: the icon of a well-known id, otherwise `key`.
           * @visibility frontend
           */
          icon?: string;
        };
      };
    };
  };

  auth?: {
    providers?: {
      /**
       * Only the ids are visible in the browser. If a provider of a cluster is not configured here, it has no card.
       * @visibility frontend
       */
      [providerId: string]: {
        [environment: string]:
          | {
              /**
               * Which token of the provider is sent to API servers, also by Backstage's Kubernetes plugin.
               * @visibility frontend
               */
              tokenKind?: 'access' | 'id';
              /**
               * The preset of the provider, which has a default for `tokenKind`.
               * @visibility frontend
               */
              preset?: string;
              [key: string]: unknown;
            }
          | string
          | number
          | boolean
          | unknown[];
      };
    };
  };

  kubernetes?: {
    clusterLocatorMethods?: Array<{
      /**
       * The sign-in page reads the clusters of methods of type `config` only, like the backend.
       * @visibility frontend
       */
      type?: string;
      clusters?: Array<{
        /**
         * The id of the sign-in provider whose access tokens this cluster's API server accepts. The provider gets a card.
         * @visibility frontend
         */
        oidcTokenProvider?: string;
        /**
         * The ids of other sign-in providers whose tokens this cluster's API server accepts too. Each gets a card.
         * @deepVisibility frontend
         */
        furtherTokenProviders?: string[];
        /**
         * Which token this cluster's API server accepts.
         * @visibility frontend
         */
        tokenKind?: 'access' | 'id';
        [key: string]: unknown;
      }>;
      [key: string]: unknown;
    }>;
    [key: string]: unknown;
  };
}
