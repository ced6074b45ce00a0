import { kratixLabels } from '../annotations';
import { isLabelSet } from './isLabelSet';
import { findCondition } from './conditions';
import type { ObservedObject } from './StateWithReason';
import { describeSuspension, readPipelines } from './workflow';

/** While an object has this finalizer, its delete pipeline has not succeeded. */
const DELETE_WORKFLOWS = 'kratix.io/delete-workflows';

/** The objects that Kratix removes before it removes each finalizer, in this order. */
const STEPS: Readonly<Record<string, string>> = {
  [DELETE_WORKFLOWS]: 'its delete pipeline has to succeed',
  'kratix.io/work-cleanup': 'Kratix removes its works from the Destinations',
  'kratix.io/workflows-cleanup': 'Kratix removes the Jobs of its pipelines',
  'kratix.io/resource-binding-cleanup': 'Kratix removes its ResourceBinding',
  'kratix.io/revision-cleanup': 'Kratix removes its PromiseRevisions',
  'kratix.io/resource-request-cleanup': 'Kratix deletes its resource requests',
  'kratix.io/dynamic-controller-dependant-resources-cleanup':
    'Kratix removes the permissions of its pipelines',
  'kratix.io/dependencies-cleanup': 'Kratix removes its dependencies',
  'kratix.io/api-crd-cleanup': 'Kratix removes its API',
};

/** Explains why an object that is being deleted still exists. */
export function describeDeletion({ metadata, status }: ObservedObject): string {
  const { labels, finalizers } = metadata;
  if (isLabelSet(labels, kratixLabels.paused)) {
    return `Kratix waits with the deletion, because the label ${kratixLabels.paused} is set.`;
  }
  if (isLabelSet(labels, kratixLabels.workflowSuspended)) {
    return describeSuspension(status);
  }
  const isPipelinePending =
    finalizers === undefined ||
    finalizers === null ||
    finalizers.includes(DELETE_WORKFLOWS);
  const failure = findCondition(status, 'DeleteWorkflowCompleted');
  if (isPipelinePending && failure?.reason === 'DeleteWorkflowFailed') {
    return describeFailedDeletion(status, failure.lastTransitionTime);
  }
  return describeFinalizers(finalizers ?? []);
}

/** Kratix leaves the condition of a failure, and the phase `Running`, while it retries and also after it has succeeded. */
function describeFailedDeletion(
  status: unknown,
  failedAt: string | undefined,
): string {
  const [pipeline] = readPipelines(status);
  const name = pipeline ? ` ${pipeline.name}` : '';
  const startedAt = pipeline?.lastTransitionTime;
  return startedAt && failedAt && startedAt > failedAt
    ? `The delete pipeline${name} has failed and was started again. Kratix does not report whether it is running or has failed again.`
    : `The delete pipeline${name} has failed. The label ${kratixLabels.manualReconciliation} starts it again.`;
}

function describeFinalizers(finalizers: readonly string[]): string {
  const next = Object.keys(STEPS).find(each => finalizers.includes(each));
  if (next) {
    return `The object is being deleted: ${STEPS[next]}.`;
  }
  return finalizers.length > 0
    ? `The object is being deleted and waits for the finalizer ${finalizers[0]}.`
    : 'The object is being deleted.';
}
