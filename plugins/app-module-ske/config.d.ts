export interface Config {
  ske?: {
    auth?: {
      /**
       * Sign-in providers to offer on the sign-in page beside those that clusters name as their `oidcTokenProvider`, and
       * how each of them is shown there.
       */
      providers?: {
        /**
         * The id of the provider, as under `auth.providers`.
         * @visibility frontend
         */
        [providerId: string]: {
          /**
           * The heading of the provider's card. Default: the provider's own name where the id says it (`keycloak`, `okta`,
           * `auth0`, ...), otherwise the id with a capital.
           * @visibility frontend
           */
          title?: string;
          /**
           * A line of text on the card. Default: `Sign in with <title>`.
           * @visibility frontend
           */
          message?: string;
          /**
           * The picture on the card: `keycloak`, `okta`, `auth0`, `key`, `shield`, `building` or `user`, or the https or
           * data URL of an image (Backstage's Content Security Policy must allow an https one: `backend.csp.img-src`).
           * Default: the one of the id, otherwise `key`.
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
       * Only the ids reach the browser: a provider that a cluster names and nobody configured gets no card.
       * @visibility frontend
       */
      [providerId: string]: { [environment: string]: unknown };
    };
  };

  kubernetes?: {
    clusterLocatorMethods?: Array<{
      /** @visibility frontend */
      type?: string;
      clusters?: Array<{
        /**
         * The id of the sign-in provider whose access token this cluster's API server accepts: it gets a card.
         * @visibility frontend
         */
        oidcTokenProvider?: string;
        [key: string]: unknown;
      }>;
      [key: string]: unknown;
    }>;
    [key: string]: unknown;
  };
}
