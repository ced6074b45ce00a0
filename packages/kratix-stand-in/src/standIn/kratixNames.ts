import { createHash, randomBytes } from 'node:crypto';

/** The namespace of Kratix. The pipelines of Promises run here by default. */
export const systemNamespace = 'kratix-platform-system';

/** The ServiceAccount of the Kratix controller. The stand-in uses it too. */
export const controllerAccount = 'kratix-platform-controller-manager';

export const kratixGroup = 'platform.kratix.io';

export const labelNames = {
  promise: 'kratix.io/promise-name',
  promiseVersion: 'kratix.io/promise-version',
  latestRevision: 'kratix.io/latest-revision',
  resource: 'kratix.io/resource-name',
  resourceNamespace: 'kratix.io/resource-namespace',
  pipeline: 'kratix.io/pipeline-name',
  pipelineNamespace: 'kratix.io/pipeline-namespace',
  workflowType: 'kratix.io/workflow-type',
  workflowAction: 'kratix.io/workflow-action',
  hash: 'kratix.io/hash',
  workType: 'kratix.io/work-type',
  work: 'kratix.io/work',
  workloadGroup: 'kratix.io/workload-group-id',
  targetDestination: 'kratix.io/targetDestinationName',
  misplaced: 'kratix.io/misplaced',
  managedBy: 'app.kubernetes.io/managed-by',
  manualReconciliation: 'kratix.io/manual-reconciliation',
  paused: 'kratix.io/paused',
  suspended: 'kratix.io/workflow-suspended',
  reconcileResources: 'kratix.io/reconcile-resources',
  runFromStart: 'internal.workflows.kratix.io/run-from-start',
} as const;

/** Annotations that the stand-in reads and Kratix does not know, for demos and tests. */
export const demoNames = {
  /** Annotation on a Promise or resource request: the name of the pipeline that fails, or `true` for every pipeline. */
  fail: 'demo.kratix-portal.io/fail',
  /** Annotation on a Promise or resource request: the name of the pipeline that runs as long as the annotation exists, or `true`. */
  hold: 'demo.kratix-portal.io/hold',
  /** Annotation on a Promise or resource request: the name of the pipeline that suspends its workflow, or `true`. */
  suspend: 'demo.kratix-portal.io/suspend',
  /** Annotation on a Promise or resource request: the message of a suspended pipeline. */
  suspendMessage: 'demo.kratix-portal.io/suspend-message',
  /** Annotation on a Promise or resource request: the suspended pipeline runs again after this many seconds. */
  retryAfter: 'demo.kratix-portal.io/retry-after',
  /** Annotation on a pipeline or resource request: YAML that the pipeline writes to the status. `{{ spec.size }}` stands for that field of the request. */
  status: 'demo.kratix-portal.io/status',
  /** Annotation on a pipeline: with `none` it writes no files. */
  output: 'demo.kratix-portal.io/output',
  /** Annotation on a Job: when it was created, in milliseconds. `creationTimestamp` has whole seconds. */
  created: 'demo.kratix-portal.io/created',
  /** Annotation on a CustomResourceDefinition: the hash of the applied text. The stored object differs, because the API server adds defaults. */
  applied: 'demo.kratix-portal.io/applied',
} as const;

export const finalizerNames = {
  work: 'kratix.io/work-cleanup',
  workflows: 'kratix.io/workflows-cleanup',
  deleteWorkflows: 'kratix.io/delete-workflows',
  binding: 'kratix.io/resource-binding-cleanup',
  requests: 'kratix.io/resource-request-cleanup',
  // The spelling is Kratix's.
  dynamicController: 'kratix.io/dynamic-controller-dependant-resources-cleanup',
  crd: 'kratix.io/api-crd-cleanup',
  dependencies: 'kratix.io/dependencies-cleanup',
  revision: 'kratix.io/revision-cleanup',
  placement: 'finalizers.workplacement.kratix.io/repo-cleanup',
  healthRecord: 'kratix.io/health-record-cleanup',
} as const;

/** The version of a Promise without a version label. */
export const versionNotSet = 'not-set';

export function md5(text: string) {
  return createHash('md5').update(text).digest('hex');
}

/** The five characters at the end of the names that Kratix derives. */
export function shortHash(text: string) {
  return md5(text).slice(0, 5);
}

export function randomSuffix() {
  return randomBytes(3).toString('hex').slice(0, 5);
}

/** Joins the parts with hyphens, shortens the name so that it is a valid label value, and adds a suffix that keeps shortened names unique. */
export function nameWithSuffix(parts: string[], suffix: string) {
  const stem = parts
    .join('-')
    .slice(0, 61 - suffix.length)
    .replace(/[^a-z0-9]+$/i, '');
  return `${stem}-${suffix}`;
}

/** JSON with sorted keys: equal values have equal texts. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, entry) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(
          Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : entry,
  );
}

/** A hash of the specs of the Promise and of the resource request. A Job with another hash is outdated. */
export function specHash(...specs: unknown[]) {
  return md5(canonicalJson(specs.map(spec => spec ?? null)));
}
