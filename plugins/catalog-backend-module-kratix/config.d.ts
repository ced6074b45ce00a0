import type { HumanDuration } from '@backstage/types';

export interface Config {
  catalog?: {
    providers?: {
      /**
       * Entities of Kratix platform clusters, kept by watch. Each key is the id of a provider: letters, digits, hyphens and underscores. An id that
       * is renamed is another provider: the entities of the old one are orphaned.
       */
      kratix?: {
        [id: string]: {
          /**
           * The `name` of a cluster of `kubernetes.clusterLocatorMethods[type=config].clusters[]`. Its address and TLS settings are taken from
           * there, and no credential. Not beside `kubeconfig`.
           */
          cluster?: string;

          /**
           * With `cluster`: the token of a service account that may only read (docs/reference/catalog.md has its ClusterRole). It must not be
           * the token of a cluster in `kubernetes.clusterLocatorMethods`, by which users' requests are made. Not beside `serviceAccountTokenFile`.
           * @visibility secret
           */
          serviceAccountToken?: string;

          /**
           * With `cluster`: the path of a file with that token. Read again every minute, so that the token may be replaced while the backend runs.
           * @visibility secret
           */
          serviceAccountTokenFile?: string;

          /**
           * The cluster and the identity from a kubeconfig file, instead of `cluster`.
           */
          kubeconfig?: {
            /**
             * The path of the file. The default kubeconfig is never looked for.
             * @visibility secret
             */
            file: string;
            /**
             * Default: the file's current context.
             */
            context?: string;
          };

          /**
           * What becomes entities.
           */
          ingest?: {
            /**
             * A Component, an API and a Template for each Promise. Default: true.
             */
            promises?: boolean;
            /**
             * A Component for each resource request. Default: true.
             */
            resources?: boolean;
            /**
             * Only resource requests of these namespaces. Each is watched by itself, so a Role in each is enough. Default: all, which needs a ClusterRole.
             */
            namespaces?: string[];
            /**
             * Only Promises with these labels, a Kubernetes label selector such as `portal=true`. Their resources follow `resourceSelector`.
             */
            promiseSelector?: string;
            /**
             * Only resource requests with these labels.
             */
            resourceSelector?: string;
          };

          /**
           * How entities are called.
           */
          naming?: {
            /**
             * The Backstage namespace of all entities. Give each cluster its own when there are several. Default: `default`.
             */
            namespace?: string;
          };

          /**
           * Whose entities they are: the first that says so of annotations, labels, namespaces and the default. The values are entity references, such as
           * `group:default/payments` or `payments`.
           */
          owner?: {
            /** Annotations of the Promise or resource request. Default: `backstage.io/owner`. */
            annotations?: string[];
            /** Labels of the Promise or resource request. Default: none. */
            labels?: string[];
            /** By the Kubernetes namespace of a resource request. */
            namespaces?: { [namespace: string]: string };
            /** Default: `kratix-platform`. */
            default?: string;
          };

          /**
           * The system that entities are part of, found in the same way.
           */
          system?: {
            /** Default: `backstage.io/system`. */
            annotations?: string[];
            /** Default: none. */
            labels?: string[];
            /** By the Kubernetes namespace of a resource request. */
            namespaces?: { [namespace: string]: string };
            /** Default: none. */
            default?: string;
          };

          /**
           * How the forms of all Promises are; annotations `ske.backstage.template/*` on a Promise win.
           */
          template?: {
            /** The namespace that the form proposes. Default: `default`. */
            requestNamespace?: string;
            /** Do not ask for a namespace: every request goes to `requestNamespace`. Default: false. */
            hideNamespace?: boolean;
            /** One page for the whole specification. Default: a page for each of its properties, as SKE has it. */
            singleSpecPage?: boolean;
            /** Default: `Namespace`. */
            namespaceFieldTitle?: string;
            /** What the form says below the namespace. */
            namespaceFieldDescription?: string;
            /** Default: `experimental`, as SKE has it. */
            lifecycle?: string;
            /** Default: `kratix` and `<promise>-promise`. */
            tags?: string[];
          };

          /**
           * How often everything is listed anew and held against the catalog, beside the watches. Default: 1 hour. At least 1 minute.
           */
          refresh?: HumanDuration | string;
        };
      };
    };
  };
}
