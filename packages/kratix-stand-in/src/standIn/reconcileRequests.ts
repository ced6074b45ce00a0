import { ResourceType } from '../kubernetes/objects';
import { hasLabel, patch, patchLabels, Write } from './Controller';
import { promiseAvailableConditions, withConditions } from './kratixConditions';
import { labelNames } from './kratixNames';
import { ResourceRequest } from './kratixObjects';
import { PromiseRule, PromiseState } from './PromiseState';
import { report } from './WorkflowState';

/** The pipelines of a request with this label run again. The request waits while its Promise is not available. */
function runAgain(
  state: PromiseState,
  type: ResourceType,
  request: ResourceRequest,
): Write[] {
  const { object, now, promiseName } = state;
  const { missing } = promiseAvailableConditions;
  const conditions = withConditions(request.status, [missing], now);
  const waiting = { message: 'Pending', conditions };
  return [
    ...(object.status?.status === 'Available'
      ? []
      : [patch(type, request, { status: waiting }, 'status')]),
    patchLabels(type, request, {
      [labelNames.promise]: promiseName,
      [labelNames.runFromStart]: 'true',
    }),
  ];
}

/**
 * Runs the pipelines of all requests again after a pause or a change of the Promise. Kratix does this before the first run of the Promise's pipelines and after
 * each later run, but never in the first generation of a Promise.
 */
export function reconcileRequests(isBeforeFirstRun: boolean): PromiseRule {
  return state => {
    const { object, type, api, requests } = state;
    const { generation = 1 } = object.metadata;
    const { observedGeneration, kratix } = object.status ?? {};
    const hasRun = kratix?.workflows?.pipelines !== undefined;
    const isNew = generation !== 1 && observedGeneration !== generation;
    const isAsked = hasLabel(object, labelNames.reconcileResources);
    if (!api || hasRun === isBeforeFirstRun || (!isNew && !isAsked)) {
      return undefined;
    }
    const observed = report(state, {
      status: generation === 1 ? {} : { observedGeneration: generation },
    });
    const note = 'Reconciling all resource requests';
    return {
      writes: [
        ...requests.flatMap(request => runAgain(state, api.type, request)),
        ...(observed?.writes ?? []),
        ...(isAsked
          ? [
              patchLabels(type, object, {
                [labelNames.reconcileResources]: null,
              }),
            ]
          : []),
      ],
      events: [{ reason: 'ReconcilingResources', note }],
    };
  };
}
