/**
 * A kind whose group, version, plural and scope are fixed by the project that defines it, so no discovery is needed.
 *
 * @public
 */
export interface WellKnownKind {
  /** Empty for the core group. */
  readonly group: string;
  /** The version that the portal reads and writes. */
  readonly version: string;
  /** Such as `Promise`. */
  readonly kind: string;
  /** The name in API paths and in RBAC rules, such as `promises`. */
  readonly plural: string;
  /** Whether its objects live in a namespace. */
  readonly namespaced: boolean;
}

/**
 * The API group of Kratix's own kinds. The kinds that Promises define have other groups.
 *
 * @public
 */
export const KRATIX_GROUP = 'platform.kratix.io';

const kratix = { group: KRATIX_GROUP, version: 'v1alpha1' } as const;

/**
 * Kratix's own kinds, and the kind CustomResourceDefinition, with which Kratix creates the kind of a Promise.
 *
 * @public
 */
export const wellKnownKinds = {
  /** An offer of a platform team. */
  promise: {
    ...kratix,
    kind: 'Promise',
    plural: 'promises',
    namespaced: false,
  },
  /** One version of a Promise; Kratix creates it. */
  promiseRevision: {
    ...kratix,
    kind: 'PromiseRevision',
    plural: 'promiserevisions',
    namespaced: false,
  },
  /** Binds a resource request to a version of its Promise; in the namespace of the request. */
  resourceBinding: {
    ...kratix,
    kind: 'ResourceBinding',
    plural: 'resourcebindings',
    namespaced: true,
  },
  /** The files that a pipeline wrote for Destinations. */
  work: {
    ...kratix,
    kind: 'Work',
    plural: 'works',
    namespaced: true,
  },
  /** A part of a Work that is scheduled to one Destination. */
  workPlacement: {
    ...kratix,
    kind: 'WorkPlacement',
    plural: 'workplacements',
    namespaced: true,
  },
  /** A place that Kratix writes to, such as a cluster. */
  destination: {
    ...kratix,
    kind: 'Destination',
    plural: 'destinations',
    namespaced: false,
  },
  /** The health of a resource request, reported by a Destination. */
  healthRecord: {
    ...kratix,
    kind: 'HealthRecord',
    plural: 'healthrecords',
    namespaced: true,
  },
  /** A bucket that a Destination reads from. */
  bucketStateStore: {
    ...kratix,
    kind: 'BucketStateStore',
    plural: 'bucketstatestores',
    namespaced: false,
  },
  /** A Git repository that a Destination reads from. */
  gitStateStore: {
    ...kratix,
    kind: 'GitStateStore',
    plural: 'gitstatestores',
    namespaced: false,
  },
  /** The definition of a kind. Kratix installs one for each Promise that has an API. */
  customResourceDefinition: {
    group: 'apiextensions.k8s.io',
    version: 'v1',
    kind: 'CustomResourceDefinition',
    plural: 'customresourcedefinitions',
    namespaced: false,
  },
} as const satisfies Record<string, WellKnownKind>;
