import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBindingState } from '../bindingState';
import { readDeletion } from '../deletion';
import { readHealthOf } from '../parts/health';
import { valueAt } from '../parts/values';
import { readPromiseState } from '../promiseState';
import { readResourceState } from '../resourceState';
import type { ObjectState, ObservedObject } from '../parts/StateWithReason';
import {
  readDestinationState,
  readPlacementState,
  readWorkState,
} from '../parts/works';

interface RecordedObject extends ObservedObject {
  kind: string;
  metadata: ObservedObject['metadata'] & {
    name: string;
    namespace?: string;
    uid: string;
  };
  spec?: {
    api?: { spec?: { names?: { kind?: string } } };
    resourceRef?: { name?: string };
  };
}

interface Step {
  t: number;
  action: string;
}

interface Line {
  t: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: RecordedObject;
}

/** Kinds for which the portal reads a state, but no deletion steps. */
const OTHER_KINDS = [
  'Work',
  'WorkPlacement',
  'Destination',
  'ResourceBinding',
  'HealthRecord',
];

/**
 * Replays a recording of the real Kratix controller, and returns one line for each change of a state. The line contains the time in milliseconds, the
 * object, the state and its reason. In parentheses it contains the tone, the next step, the condition or label from which the state was read, the start time
 * of the state, and the deletion steps. Each action of the user is a comment line between these lines.
 */
export function replayRecording(folder: string, scenario: string): string[] {
  const lines = readJsonLines<Line>(join(folder, `${scenario}.jsonl`));
  const steps: Step[] = JSON.parse(
    readFileSync(join(folder, `${scenario}.steps.json`), 'utf8'),
  );
  const cluster = new Map<string, RecordedObject>();
  const shown = new Map<string, string>();
  const table: string[] = [];
  for (const { t, type, object } of lines) {
    while (steps.length > 0 && steps[0].t <= t && t > 0) {
      table.push(`# ${steps.shift()?.t} action`);
    }
    const { uid } = object.metadata;
    if (type === 'DELETED') {
      cluster.delete(uid);
      if (shown.delete(uid)) {
        table.push(`${t} ${nameOf(object)} is deleted`);
      }
    } else {
      cluster.set(uid, object);
    }
    for (const [each, state] of statesOf([...cluster.values()])) {
      const text = describe(each, state);
      if (shown.get(each.metadata.uid) !== text) {
        shown.set(each.metadata.uid, text);
        table.push(`${t} ${nameOf(each)} ${text}`);
      }
    }
  }
  return table;
}

function nameOf({ kind, metadata }: RecordedObject): string {
  return `${kind}/${metadata.name}`;
}

function describe(object: RecordedObject, state: ObjectState<string>): string {
  const by = state.decidedBy?.condition ?? state.decidedBy?.label;
  const deletion =
    state.state === 'deleting' && !OTHER_KINDS.includes(object.kind)
      ? readDeletion(object, { isPromise: object.kind === 'Promise' })
      : undefined;
  const facts = [
    state.tone,
    state.next && `next ${state.next}`,
    by && `by ${by}`,
    state.since && `since ${state.since.slice(11, 19)}`,
    deletion?.steps.length &&
      deletion.steps.map(step => `${step.code} ${step.state}`).join(', '),
  ];
  return `${state.state}: ${state.reason} (${facts.filter(each => each).join('; ')})`;
}

/** The states of all objects that have one. */
function statesOf(
  all: readonly RecordedObject[],
): [RecordedObject, ObjectState<string>][] {
  const promises = all.filter(({ kind }) => kind === 'Promise');
  const promiseOf = new Map(
    promises.map(each => [each.spec?.api?.spec?.names?.kind, each]),
  );
  return all.flatMap(object => {
    const state = promiseOf.has(object.kind)
      ? requestState(object, promiseOf.get(object.kind), all)
      : stateOf(object, all);
    return state ? [[object, state]] : [];
  });
}

function requestState(
  request: RecordedObject,
  promise: RecordedObject | undefined,
  all: readonly RecordedObject[],
): ObjectState<string> {
  return readResourceState(request, {
    promise,
    works: all.filter(
      ({ kind, metadata }) =>
        kind === 'Work' &&
        metadata.labels?.['kratix.io/resource-name'] === request.metadata.name,
    ),
    binding: all.find(
      ({ kind, spec }) =>
        kind === 'ResourceBinding' &&
        spec?.resourceRef?.name === request.metadata.name,
    ),
  });
}

function stateOf(
  object: RecordedObject,
  all: readonly RecordedObject[],
): ObjectState<string> | undefined {
  switch (object.kind) {
    case 'Promise':
      return readPromiseState(object);
    case 'Work':
      return readWorkState(object);
    case 'WorkPlacement':
      return readPlacementState(object, {
        isWorkReady: isWorkReady(object, all),
      });
    case 'Destination':
      return readDestinationState(object);
    case 'ResourceBinding':
      return readBindingState(object);
    case 'HealthRecord':
      return readHealthOf(valueAt(object, 'data'));
    default:
      return undefined;
  }
}

function isWorkReady(
  { metadata }: RecordedObject,
  all: readonly RecordedObject[],
): boolean {
  const work = all.find(
    each =>
      each.kind === 'Work' &&
      each.metadata.namespace === metadata.namespace &&
      each.metadata.name === metadata.labels?.['kratix.io/work'],
  );
  return work !== undefined && readWorkState(work).state === 'ready';
}

function readJsonLines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as T);
}
