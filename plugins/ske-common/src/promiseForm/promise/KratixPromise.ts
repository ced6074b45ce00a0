import type { JsonObject } from '@backstage/types';

/**
 * The parts of a Promise that the form needs, as the API server returns them.
 *
 * @public
 */
export interface KratixPromise {
  /** The metadata that the form needs. */
  metadata: {
    /** The Promise's name. */
    name: string;
    annotations?: Record<string, string>;
    labels?: Record<string, string>;
  };
  /** A Promise may have no spec at all. */
  spec?: {
    /** A CustomResourceDefinition; absent, null or empty if the Promise has no API. */
    api?: unknown;
  };
}

/**
 * The kind that a Promise offers, from the CustomResourceDefinition in its `spec.api`.
 *
 * @public
 */
export interface PromiseApi {
  /** API group, such as `marketplace.kratix.io`. */
  group: string;
  /** The storage version, which Kratix uses; the first version if none is marked. */
  version: string;
  /** The kind in the spelling of the cluster. */
  kind: string;
  /** The name in paths and in RBAC rules. */
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
  /** The warning of a version that its author marked as deprecated. */
  deprecationWarning?: string;
  /** Every served version, in the order of the CustomResourceDefinition. */
  servedVersions: string[];
}
