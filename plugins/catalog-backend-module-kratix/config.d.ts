import type { HumanDuration } from '@backstage/types';

export interface Config {
  ske?: {
    pendingRequests?: {
      /**
       * How often the catalog module reads the recorded requests from the ske plugin, in seconds, from 1 to 3600. Default: 60, like SKE.
       */
      refreshSeconds?: number;
    };
  };

  catalog?: {
    providers?: {
      /**
       * Providers that keep the catalog up to date with Kratix platform clusters by watch. Each key is the id of a provider: letters and digits, with
       * single hyphens or underscores between them. Renaming an id creates a new provider, and the entities of the old provider become orphans.
       */
      kratix?: {
        [id: string]: {
          /**
           * The `name` of a cluster of `kubernetes.clusterLocatorMethods[type=config].clusters[]`. The address and TLS settings of this cluster are used, but none
           * of its credentials. It cannot be combined with `kubeconfig`.
           */
          cluster?: string;

          /**
           * With `cluster`: the token of a service account that may only read (docs/reference/catalog.md has its ClusterRole). It must not be
           * the token of a cluster in `kubernetes.clusterLocatorMethods`, which serves requests of users. It cannot be combined with `serviceAccountTokenFile`.
           * @visibility secret
           */
          serviceAccountToken?: string;

          /**
           * With `cluster`: the path of a file with that token. The file is read again every minute, so the token can be rotated without a restart.
           */
          serviceAccountTokenFile?: string;

          /**
           * Reads the cluster and the identity from a kubeconfig file. It cannot be combined with `cluster`.
           */
          kubeconfig?: {
            /**
             * The path of the file. The default kubeconfig is never read.
             */
            file: string;
            /**
             * Default: the file's current context.
             */
            context?: string;
          };

          /**
           * Selects the objects that become entities.
           */
          ingest?: {
            /**
             * Whether each Promise becomes a Component, an API and a Template. Default: true.
             */
            promises?: boolean;
            /**
             * Whether each resource request becomes a Component. Default: true.
             */
            resources?: boolean;
            /**
             * Only resource requests of these namespaces. Each namespace has its own watch, so a Role in each is enough. Default: all, which needs a
             * ClusterRole.
             */
            namespaces?: string[];
            /**
             * Only Promises that match this Kubernetes label selector, such as `portal=true`. It does not select their resource requests.
             */
            promiseSelector?: string;
            /**
             * Only resource requests that match this Kubernetes label selector.
             */
            resourceSelector?: string;
          };

          /**
           * Names of entities.
           */
          naming?: {
            /**
             * The Backstage namespace of all entities. With several clusters, give each provider its own. Default: `default`.
             */
            namespace?: string;
          };

          /**
           * The owner of the entities. It comes from the first of these sources that has a value: annotations, labels, namespaces, the default. The values
           * are entity references, such as `group:default/payments` or `payments`.
           */
          owner?: {
            /** Annotations of the Promise or resource request. Default: `backstage.io/owner`. */
            annotations?: string[];
            /** Labels of the Promise or resource request. Default: none. */
            labels?: string[];
            /** The owner for each Kubernetes namespace of resource requests. */
            namespaces?: { [namespace: string]: string };
            /** Default: `kratix-platform`. */
            default?: string;
          };

          /**
           * The system of the entities, found in the same way.
           */
          system?: {
            /** Default: `backstage.io/system`. */
            annotations?: string[];
            /** Default: none. */
            labels?: string[];
            /** The system for each Kubernetes namespace of resource requests. */
            namespaces?: { [namespace: string]: string };
            /** Default: none. */
            default?: string;
          };

          /**
           * Defaults for the forms of all Promises. Annotations `ske.backstage.template/*` on a Promise take precedence.
           */
          template?: {
            /** The namespace that forms propose. Default: `default`. */
            requestNamespace?: string;
            /** Whether forms have no namespace field, so that every request goes to `requestNamespace`. Default: false. */
            hideNamespace?: boolean;
            /** Whether forms have a single page for the whole specification. Default: one page for each property of the specification, like SKE. */
            singleSpecPage?: boolean;
            /** The title of the namespace field. Default: `Namespace`. */
            namespaceFieldTitle?: string;
            /** The text below the namespace field. */
            namespaceFieldDescription?: string;
            /** The lifecycle of Templates. Default: `experimental`, like SKE. */
            lifecycle?: string;
            /** The tags of Templates. Default: `kratix` and `<promise>-promise`. */
            tags?: string[];
          };

          /**
           * The interval at which all objects are relisted and compared with the catalog, in addition to the watches. Default: 1 hour. At least 1 minute.
           */
          refresh?: HumanDuration | string;
        };
      };
    };
  };
}
