export interface Config {
  kubernetes?: {
    /**
     * The schema of Backstage's own Kubernetes plugin knows only its own keys of a cluster. Where that plugin is installed,
     * `backstage-cli config:check --strict` would reject the keys that the packages of ske declare. This schema repeats their names for the clusters of methods
     * of type `config`. Their types are in the packages that read them.
     */
    clusterLocatorMethods?: Array<
      | {
          type: 'config';
          clusters?: Array<{
            furtherTokenProviders?: unknown;
            impersonation?: unknown;
            proxyUrl?: unknown;
            tokenExchange?: unknown;
            tokenKind?: unknown;
          }>;
        }
      | object
    >;
  };
}
