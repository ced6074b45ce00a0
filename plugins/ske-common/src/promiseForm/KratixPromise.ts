import type { JsonObject } from '@backstage/types';

/**
 * As much of a Promise as is read here, in the shape in which the API server returns it.
 *
 * @public
 */
export interface KratixPromise {
  /** As much of it as matters here. */
  metadata: {
    /** The Promise's name. */
    name: string;
    annotations?: Record<string, string>;
  };
  /** A Promise may have no spec at all. */
  spec?: {
    /** A CustomResourceDefinition; absent, null or empty where the Promise offers no API. */
    api?: unknown;
  };
}

/**
 * The kind that a Promise offers, as the CustomResourceDefinition in its `spec.api` says.
 *
 * @public
 */
export interface PromiseApi {
  /** API group, such as `marketplace.kratix.io`. */
  group: string;
  /** The storage version, as Kratix takes it; the first one if none is marked. */
  version: string;
  /** As the cluster spells it. */
  kind: string;
  /** As it stands in paths and in RBAC rules. */
  plural: string;
  /** Kratix accepts `Namespaced` only. */
  scope: 'Namespaced' | 'Cluster';
  /** `spec.names` of the CustomResourceDefinition. */
  names: {
    kind: string;
    plural: string;
    singular?: string;
    listKind?: string;
    shortNames?: string[];
    categories?: string[];
  };
  /** `openAPIV3Schema` of that version: the whole object, with `spec` below `properties`. */
  schema: JsonObject;
  /** Why not to use this version any more, where its author marked it as deprecated. */
  deprecationWarning?: string;
  /** Every version that is served, in the order of the CustomResourceDefinition. */
  servedVersions: string[];
}
