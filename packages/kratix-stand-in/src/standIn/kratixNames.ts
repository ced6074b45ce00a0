import { createHash } from 'node:crypto';

/** Where Kratix lives: the pipelines of Promises run here. */
export const systemNamespace = 'kratix-platform-system';

export const labelNames = {
  promise: 'kratix.io/promise-name',
  promiseVersion: 'kratix.io/promise-version',
  latestRevision: 'kratix.io/latest-revision',
  resource: 'kratix.io/resource-name',
  resourceNamespace: 'kratix.io/resource-namespace',
  pipeline: 'kratix.io/pipeline-name',
  workflowType: 'kratix.io/workflow-type',
  workflowAction: 'kratix.io/workflow-action',
  hash: 'kratix.io/hash',
  workType: 'kratix.io/work-type',
  work: 'kratix.io/work',
  workloadGroup: 'kratix.io/workload-group-id',
  targetDestination: 'kratix.io/targetDestinationName',
  managedBy: 'app.kubernetes.io/managed-by',
  manualReconciliation: 'kratix.io/manual-reconciliation',
  paused: 'kratix.io/paused',
  runFromStart: 'internal.workflows.kratix.io/run-from-start',
} as const;

/** What the stand-in adds to Kratix, for demos and tests. */
export const demoNames = {
  /** Annotation on a resource request or Promise: the name of the pipeline that shall fail, or `true` for the first one that runs. */
  fail: 'demo.kratix-portal.io/fail',
  /**
   * Annotation on a pipeline or a resource request: YAML that the pipeline writes to the status. `{{ spec.size }}` and the like are replaced by
   * the values of the resource request.
   */
  status: 'demo.kratix-portal.io/status',
  /** Annotation on a pipeline: `none` makes it write no files. */
  output: 'demo.kratix-portal.io/output',
  /** Label on a Job that no longer speaks for its pipeline, because the pipeline is to run anew. */
  superseded: 'demo.kratix-portal.io/superseded',
} as const;

export const requestFinalizers = {
  work: 'kratix.io/work-cleanup',
  workflows: 'kratix.io/workflows-cleanup',
  deleteWorkflows: 'kratix.io/delete-workflows',
  binding: 'kratix.io/resource-binding-cleanup',
} as const;

export const promiseFinalizers = {
  requests: 'kratix.io/resource-request-cleanup',
  // Kratix spells it so.
  dynamicController: 'kratix.io/dynamic-controller-dependant-resources-cleanup',
  crd: 'kratix.io/api-crd-cleanup',
  dependencies: 'kratix.io/dependencies-cleanup',
  workflows: 'kratix.io/workflows-cleanup',
  deleteWorkflows: 'kratix.io/delete-workflows',
  revision: 'kratix.io/revision-cleanup',
} as const;

/** The version of a Promise that carries no version label. */
export const versionNotSet = 'not-set';

export function md5(text: string) {
  return createHash('md5').update(text).digest('hex');
}

/** The five characters that Kratix puts behind names. */
export function shortHash(text: string) {
  return md5(text).slice(0, 5);
}

/**
 * A name that fits into a label: parts joined by hyphens, cut where they are too long, with a short suffix that keeps cut names apart.
 */
export function nameWithSuffix(parts: string[], suffix: string) {
  const limit = 63 - suffix.length - 1;
  const stem = parts
    .join('-')
    .slice(0, limit)
    .replace(/[^a-z0-9]+$/i, '');
  return `${stem}-${suffix}`;
}
