export interface Config {
  kubernetes?: {
    /**
     * The schema of Backstage's own Kubernetes plugin knows only its own keys of a cluster. Where that plugin is installed,
     * `backstage-cli config:check --strict` would reject `tokenKind`, `tokenExchange` and the other keys that the packages of ske declare. This schema allows
     * further keys for the clusters of methods of type `config`.
     */
    clusterLocatorMethods?: Array<
      | {
          type: 'config';
          clusters?: Array<{ [key: string]: unknown }>;
          [key: string]: unknown;
        }
      | object
    >;
  };
}
