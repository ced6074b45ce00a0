import { kratixLabels } from '../../annotations';
import { oneLine } from '../../errors';
import { decidedBy, findCondition, type Condition } from '../parts/conditions';
import { readHealth } from '../parts/health';
import { isLabelSet } from '../parts/isLabelSet';
import { labelSetAt, specChangedAt } from '../parts/pickUp';
import { sentence, type ReasonPart } from '../parts/sentences';
import {
  makeState,
  type ObservedObject,
  type StateFacts,
} from '../parts/StateWithReason';
import { isObject, numberAt, quoted, textAt } from '../parts/values';
import { readPipelines } from '../parts/workflow';
import { readWorkState } from '../parts/works';
import { pausedByPromise } from './pausedByPromise';
import { isPromisePausedIn, type RelatedToResource } from './RelatedToResource';
import { notPickedUp, type RequestState } from './RequestState';

/** The state of a request for which Kratix still has work to do; undefined if Kratix has no work to do. */
export function pendingState(
  { metadata, status }: ObservedObject,
  related: RelatedToResource,
): RequestState | undefined {
  if (!isObject(status) || Object.keys(status).length === 0) {
    return notPickedUp('created', [sentence('request-not-picked-up')], {
      since: metadata.creationTimestamp,
    });
  }
  const reconciled = findCondition(status, 'Reconciled');
  const observed = numberAt(status, 'observedGeneration');
  const { generation, managedFields } = metadata;
  const isObserved = generation !== undefined && observed === generation;
  const isDone =
    reconciled?.status === 'True' || hasNothingToRun(status, reconciled);
  if (isDone && observed !== undefined && !isObserved) {
    return isPromisePausedIn(related)
      ? pausedByPromise(related, undefined)
      : notPickedUp(
          'changed',
          [
            sentence('request-change-not-picked-up', {
              generation: generation ?? '?',
              observed,
            }),
            readHealth(status)?.part,
          ],
          { since: specChangedAt(managedFields) },
        );
  }
  const { manualReconciliation } = kratixLabels;
  if (isDone && isLabelSet(metadata.labels, manualReconciliation)) {
    return notPickedUp(
      'reconciliation',
      [sentence('reconciliation-not-started'), readHealth(status)?.part],
      {
        since: labelSetAt(managedFields, manualReconciliation),
        decidedBy: { label: manualReconciliation },
      },
    );
  }
  if (isDone && (isObserved || reconciled?.status === 'True')) {
    return undefined;
  }
  return unfinishedState(status, related);
}

/** Requests to a Promise without pipelines never get conditions: such a request is done when Kratix has observed it. */
function hasNothingToRun(
  status: unknown,
  reconciled: Condition | undefined,
): boolean {
  return reconciled === undefined && numberAt(status, 'workflows') === 0;
}

function unfinishedState(
  status: unknown,
  related: RelatedToResource,
): RequestState {
  const works = findCondition(status, 'WorksSucceeded');
  if (works?.status === 'Unknown') {
    return waitingForWorks(status, works, related);
  }
  const pipelines = readPipelines(status);
  return inProgress(
    status,
    [
      sentence(
        pipelines.length > 0 ? 'request-completing' : 'pipelines-preparing',
      ),
    ],
    { since: pipelines.at(-1)?.lastTransitionTime },
  );
}

/** If no Destination matches, or the new Destination cannot be written, the request waits until a user changes something. Kratix reports this only on the Work. */
function waitingForWorks(
  status: unknown,
  condition: Condition,
  { works = [] }: RelatedToResource,
): RequestState {
  const parts = [
    sentence('works-pending'),
    sentence('kratix-says', {
      message: quoted(condition.message ?? 'Some works are not ready'),
    }),
  ];
  const trouble = works.map(troubleOf).find(part => part !== undefined);
  if (trouble === undefined) {
    return inProgress(status, parts, decidedBy(condition));
  }
  return makeState(
    'in-progress',
    'attention',
    [...parts, trouble, readHealth(status)?.part],
    { ...decidedBy(condition), next: 'check-destinations' },
  );
}

function troubleOf(object: unknown): ReasonPart | undefined {
  const work = oneLine(textAt(object, 'metadata', 'name') ?? '?');
  switch (readWorkState(object).state) {
    case 'no-destination':
      return sentence('work-has-no-destination', { work });
    case 'failed':
      return sentence('work-not-written', { work });
    default:
      return undefined;
  }
}

/** The state of a request that Kratix is working on. */
export function inProgress(
  status: unknown,
  what: readonly ReasonPart[],
  facts: StateFacts,
): RequestState {
  return makeState(
    'in-progress',
    'progress',
    [...what, readHealth(status)?.part],
    { ...facts, next: 'wait' },
  );
}
