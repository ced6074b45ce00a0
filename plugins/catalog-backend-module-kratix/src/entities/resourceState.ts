import { kratixLabels } from '@kratix-portal/plugin-ske-common';
import { isObject } from '../platform/isObject';
import {
  readConditions,
  type Condition,
  type Status,
} from '../platform/kubernetesObject';
import type { ResourceObject } from '../platform/ResourceObject';

/** How a resource request is, in one word. */
export type ResourceState =
  | 'ready'
  | 'in-progress'
  | 'failed'
  | 'paused'
  | 'suspended'
  | 'waiting-for-promise'
  | 'deleting'
  | 'not-picked-up';

/** The state, and why where Kratix says so. */
export interface StateWithReason<S extends string> {
  state: S;
  /** Kratix' own words: a condition's message. */
  reason?: string;
}

/**
 * Reads the state of a resource request from its labels and conditions; the first that fits wins, and never the order of the conditions.
 * A failure of a configure workflow stays `failed` while it is tried again: the next success takes it away.
 */
export function readResourceState(
  resource: Pick<
    ResourceObject,
    'deleting' | 'generation' | 'labels' | 'status'
  >,
): StateWithReason<ResourceState> {
  const { labels, status } = resource;
  const conditions = readConditions(status);
  const find = (type: string) => conditions.find(each => each.type === type);
  const reconciled = find('Reconciled');
  if (resource.deleting) {
    const failed = find('DeleteWorkflowCompleted');
    return {
      state: 'deleting',
      reason: failed?.status === 'False' ? failed.message : undefined,
    };
  }
  if (isPaused(labels, reconciled)) {
    return { state: 'paused' };
  }
  if (isSuspended(labels, reconciled)) {
    return { state: 'suspended', reason: suspension(status) };
  }
  const promiseAvailable = find('PromiseAvailable');
  if (promiseAvailable?.status === 'False') {
    return { state: 'waiting-for-promise', reason: promiseAvailable.message };
  }
  const failure = [find('ConfigureWorkflowCompleted'), find('WorksSucceeded')]
    .filter(each => each?.status === 'False')
    .find(each => each?.reason !== 'PipelinesInProgress');
  if (failure) {
    return { state: 'failed', reason: failure.message };
  }
  if (reconciled?.status === 'True' || hasNothingToRun(resource)) {
    return { state: 'ready' };
  }
  return Object.keys(status).length === 0
    ? { state: 'not-picked-up' }
    : { state: 'in-progress' };
}

/** A Promise without pipelines gives its requests no conditions: seen is done. */
function hasNothingToRun({
  status,
  generation,
}: Pick<ResourceObject, 'generation' | 'status'>): boolean {
  return (
    status.workflows === 0 &&
    generation !== undefined &&
    status.observedGeneration === generation
  );
}

/** By its label, or as Kratix says. */
export function isPaused(
  labels: Readonly<Record<string, string>>,
  reconciled: Condition | undefined,
): boolean {
  return (
    labels[kratixLabels.paused] === 'true' ||
    reconciled?.reason === 'PausedReconciliation'
  );
}

/** A workflow that waits for somebody. */
export function isSuspended(
  labels: Readonly<Record<string, string>>,
  reconciled: Condition | undefined,
): boolean {
  return (
    labels[kratixLabels.workflowSuspended] === 'true' ||
    reconciled?.reason === 'WorkflowSuspended'
  );
}

/** What the pipeline said when it suspended the workflow. */
function suspension(status: Status): string | undefined {
  const pipelines = nested(nested(status.kratix, 'workflows'), 'pipelines');
  if (!Array.isArray(pipelines)) {
    return undefined;
  }
  const message = pipelines
    .filter(each => nested(each, 'phase') === 'Suspended')
    .map(each => nested(each, 'message'))
    .find(each => typeof each === 'string');
  return typeof message === 'string' ? message : undefined;
}

function nested(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined;
}
