/**
 * The annotations and labels by which Kratix, SKE's generated catalog entities and this portal recognise each other.
 *
 * @public
 */
export const kratixAnnotations = {
  /** On an entity: `promise` or `resource`. */
  type: 'kratix.io/type',
  /** On an entity: the name of the Promise that it is, or that it was requested from. */
  promiseName: 'kratix.io/promise-name',
  /** On a Promise's entity: the kind, in the plural and with its group, that the Promise offers. */
  apiName: 'kratix.io/api-name',
  apiGroup: 'kratix.io/api-group',
  /** On a resource's entity: these five name the object in the platform cluster. */
  group: 'kratix.io/group',
  version: 'kratix.io/version',
  kind: 'kratix.io/kind',
  name: 'kratix.io/name',
  namespace: 'kratix.io/namespace',
  /** On an entity: the object's status as JSON, as old as the entity. */
  status: 'kratix.io/status',
  /** On a resource's entity: what the Promise is for, Markdown. */
  promiseSummary: 'kratix.io/promise-summary',
  /** On an entity: the entity reference of the Template that makes or changes it. */
  backstagePromiseTemplate: 'kratix.io/backstage-promise-template',
} as const;

/**
 * Labels that Kratix reads and writes on a Promise, a resource request, and what it makes for these.
 *
 * @public
 */
export const kratixLabels = {
  promiseName: 'kratix.io/promise-name',
  promiseVersion: 'kratix.io/promise-version',
  manualReconciliation: 'kratix.io/manual-reconciliation',
  paused: 'kratix.io/paused',
  workflowSuspended: 'kratix.io/workflow-suspended',
  /** On Jobs and Pods of pipelines, and on ResourceBindings: the name of the resource request. */
  resourceName: 'kratix.io/resource-name',
  /** On Jobs and Pods of pipelines, where the Promise has them run in a namespace of its own: that of the resource request. */
  resourceNamespace: 'kratix.io/resource-namespace',
  /** On Jobs and Pods of pipelines: `resource` or `promise`. */
  workflowType: 'kratix.io/workflow-type',
  /** On Jobs and Pods of pipelines: `configure` or `delete`. */
  workflowAction: 'kratix.io/workflow-action',
  /** On Jobs and Pods of pipelines: the name of the pipeline in the Promise. */
  pipelineName: 'kratix.io/pipeline-name',
} as const;
