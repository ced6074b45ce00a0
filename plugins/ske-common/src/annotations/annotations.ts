/*
 * Every annotation and label that this portal reads or writes. Each comment says who writes the key, and what the key does.
 * SKE is Syntasso Kratix Enterprise, whose generator for Backstage writes the same entities as our catalog module.
 */

/**
 * Annotations of catalog entities that stand for Promises and resource requests.
 * SKE's generator and our catalog module write them; the catalog module writes them only on entities, and not on Promises or requests in the cluster.
 *
 * @public
 */
export const kratixAnnotations = {
  /** What the entity stands for: `promise` or `resource`. The portal chooses the page of the entity by this value. */
  type: 'kratix.io/type',
  /** The name of the Promise: the entity itself, or the Promise that the resource was requested from. */
  promiseName: 'kratix.io/promise-name',
  /** On a Promise's entity: the kind that the Promise offers, as plural and group (`redises.example.org`). */
  apiName: 'kratix.io/api-name',
  /** On a Promise's entity: the API group of that kind. */
  apiGroup: 'kratix.io/api-group',
  /**
   * On a resource's entity, with the next four annotations: names the object in the platform cluster. The portal uses these five annotations in every
   * call.
   */
  group: 'kratix.io/group',
  /** On a resource's entity: the version of its API. */
  version: 'kratix.io/version',
  /** On a resource's entity: its kind. */
  kind: 'kratix.io/kind',
  /** On a resource's entity: the name of the object in the cluster. */
  name: 'kratix.io/name',
  /** On a resource's entity: its namespace. */
  namespace: 'kratix.io/namespace',
  /** The status of the object as JSON, as old as the entity. Pages show this status until they have the live status. */
  status: 'kratix.io/status',
  /** On a resource's entity: a text in Markdown about its Promise. */
  promiseSummary: 'kratix.io/promise-summary',
  /** The entity reference of the Template that creates or changes the resource. Pages link to it. */
  backstagePromiseTemplate: 'kratix.io/backstage-promise-template',
  /** On a resource's entity: `pending-…` while a change of the resource waits. The catalog module writes this annotation on entities of requests that do not exist yet. */
  phase: 'kratix.io/phase',
  /** On a resource's entity: the pull request in which a change waits. */
  pullRequestUrl: 'kratix.io/pull-request-url',
  /** On a resource's entity: the repository in which the requests of the resource are, in the format of Backstage's `RepoUrlPicker`. */
  requestsRepoUrl: 'kratix.io/requests-repo-url',
} as const;

/**
 * Labels of objects in the platform cluster.
 *
 * @public
 */
export const kratixLabels = {
  /**
   * Kratix writes this label on everything that belongs to a Promise: its CustomResourceDefinition, requests, Jobs, Pods, Works. The portal selects
   * objects by this label.
   */
  promiseName: 'kratix.io/promise-name',
  /** The author of a Promise writes it; Kratix reads it as the version of the Promise. */
  promiseVersion: 'kratix.io/promise-version',
  /** The portal's action `reconcile` sets it to `true`. Kratix runs the workflow from its start and removes the label. */
  manualReconciliation: 'kratix.io/manual-reconciliation',
  /** The portal's action `pause` sets it to `true`, `resume` removes it. Kratix does not reconcile the object while the label is set. */
  paused: 'kratix.io/paused',
  /** Kratix sets it when a pipeline suspends the workflow. The portal's action `resume` removes it, and the workflow continues. */
  workflowSuspended: 'kratix.io/workflow-suspended',
  /** Kratix writes it on Jobs and Pods of pipelines and on ResourceBindings: the name of the resource request. */
  resourceName: 'kratix.io/resource-name',
  /** Kratix writes it on Jobs and Pods that run in another namespace than the request: the namespace of the request. */
  resourceNamespace: 'kratix.io/resource-namespace',
  /** Kratix writes it on Jobs and Pods of pipelines: `resource` or `promise`. */
  workflowType: 'kratix.io/workflow-type',
  /** Kratix writes it on Jobs and Pods of pipelines: `configure` or `delete`. */
  workflowAction: 'kratix.io/workflow-action',
  /** Kratix writes it on Jobs and Pods of pipelines: the name of the pipeline in the Promise. */
  pipelineName: 'kratix.io/pipeline-name',
  /** Kratix writes it on WorkPlacements: the name of their Work. */
  work: 'kratix.io/work',
  /** Kratix writes it on Works: `promise` or `resource`. */
  workType: 'kratix.io/work-type',
  /** Kratix writes it on WorkPlacements: the id of the workload group of the Work. */
  workloadGroupId: 'kratix.io/workload-group-id',
  /** The portal writes it, as SKE does, on each request that is made in Backstage: `backstage`. */
  managedBy: 'kratix.io/managed-by',
  /** Kratix writes it on an object whose workflow it is about to run from the start, and removes it. The portal only reads it. */
  runFromStart: 'internal.workflows.kratix.io/run-from-start',
  /**
   * The pipeline of a compound Promise writes it, with the next two, on the requests that it creates: the name of the compound Promise. Kratix itself
   * does not write it.
   */
  parentPromiseName: 'kratix.io/parent-promise-name',
  /** The pipeline of a compound Promise writes it on its requests: the name of the compound request. With this label the catalog relates both requests. */
  parentResourceName: 'kratix.io/parent-resource-name',
  /** The pipeline of a compound Promise writes it on its requests: the namespace of the compound request. */
  parentResourceNamespace: 'kratix.io/parent-resource-namespace',
  /** The start of the labels that Kratix writes on preview requests. The catalog leaves these requests out. */
  dryRunPrefix: 'kratix.io/dry-run',
} as const;

/**
 * Names that Backstage's Kubernetes plugin looks for, on entities and on objects in the cluster.
 *
 * @see {@link https://backstage.io/docs/features/kubernetes/configuration | Backstage: Surfacing your Kubernetes components}
 * @public
 */
export const backstageKubernetesKeys = {
  /** The catalog module writes it on a Promise's Component, and the portal as a label on each request: the name of the Promise. */
  id: 'backstage.io/kubernetes-id',
  /** The catalog module writes it on a resource's Component: a label selector of the objects that belong to the request. */
  labelSelector: 'backstage.io/kubernetes-label-selector',
} as const;

/**
 * Annotations that the portal writes on entities, in addition to the annotations of SKE's entities. One of them is written on objects in the cluster too.
 *
 * @public
 */
export const portalAnnotations = {
  /** The name of the platform cluster that the entity comes from. */
  cluster: 'kratix-portal.io/cluster',
  /** The state of the object in one word, such as `ready` or `unavailable`, as old as the entity. */
  state: 'kratix-portal.io/state',
  /** The reason for the state, in Kratix's words. */
  stateReason: 'kratix-portal.io/state-reason',
  /**
   * On an object in the platform cluster: who created the object through the portal, as the Backstage user and the name that the cluster uses for that user.
   * No other annotation in this list is on objects of the cluster. Do not rely on this value: every user who may change the object may also change the
   * annotation. On the entity of a request that does not exist yet: the Backstage user who recorded the request.
   */
  requestedBy: 'kratix-portal.io/requested-by',
  /** On the entity of a request that does not exist yet: when the request was recorded, in RFC 3339. */
  requestedAt: 'kratix-portal.io/requested-at',
  /** On the entity of a request that does not exist yet: why the last attempt to create it through the portal failed. */
  lastFailure: 'kratix-portal.io/last-failure',
  /** The paths that `kratix.io/status` leaves out because they look secret or are too large. */
  statusOmitted: 'kratix-portal.io/status-omitted',
  /** Why the entity does not have the name that the annotation `ske.backstage.component/name` asks for. */
  nameNotice: 'kratix-portal.io/name-notice',
  /** On a Promise's entities: what the Promise's form cannot do, or why the Promise has no form. */
  formNotices: 'kratix-portal.io/form-notices',
  /** On a Promise's Component: which requests of the Promise the catalog cannot show, and why, such as the RBAC rule that is missing. */
  catalogNotices: 'kratix-portal.io/catalog-notices',
} as const;

/**
 * Annotations that the author of a Promise or of a request writes to change the form and the entities.
 *
 * @public
 */
export const authorAnnotations = {
  /** On a Promise: hints for its form, as YAML. */
  form: 'kratix-portal.io/form',
  /** On a Promise: the start of SKE's annotations for the metadata of its Template, such as `ske.backstage.template/title`. */
  templatePrefix: 'ske.backstage.template/',
  /** On a Promise or a request: the start of SKE's annotations for its Component, such as `ske.backstage.component/owner`. */
  componentPrefix: 'ske.backstage.component/',
} as const;

/**
 * The key under which the author of a Promise writes hints into the schema of one property. The API server removes this key from a
 * CustomResourceDefinition, so the key only works within the Promise.
 *
 * @public
 */
export const FIELD_HINT_KEY = 'x-kratix-portal-form';
