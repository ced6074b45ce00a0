import { isDeepStrictEqual } from 'node:util';
import { isObject, JsonObject } from '../kubernetes/objects';
import { RecordedLine, RecordedObject } from './RecordedLine';

/** The values of an object by path. In a change, null means that the path was removed. */
export type State = Record<string, string | number | boolean | null>;

/**
 * The states and Events that are the same in every run of a recording. Each object has its first state, and then the changes from each state to the next. States that are
 * too short to be seen are left out. `compareRecordings.ts` lists what is left out.
 */
export interface ReducedRecording {
  objects: Record<string, State[]>;
  /** The values that only short states have, by object and path. */
  passing: Record<string, Record<string, Array<State[string]>>>;
  /** The Events about each object, in groups. The order within a group depends on timing. */
  events: Record<string, string[][]>;
}

/** A state that lasts less than this time is a step of one reconciliation, or of a pod. */
const lastingMilliseconds = 300;

/** Fields whose values differ in each run. */
const volatileFields = new Set([
  'lastTransitionTime',
  'lastAvailableTime',
  'lastSuccessfulConfigureWorkflowTime',
  'lastExecutionTimestamp',
  'nextRetryAt',
  'versionID',
  'workloads',
  'lastRun',
  'kratix.io/hash',
  'kratix.io/work',
]);

/** Fields that contain an author's text, or that the API server or another controller writes. */
const skippedFields = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'description',
  'promiseSpec',
  'conversion',
  'acceptedNames',
  'storedVersions',
]);

/** Kratix records these Events at each reconciliation, so their number depends on timing. */
const noisyReasons = new Set([
  'ReconcileStarted',
  'WorkplacementReconciled',
  'AllWorkplacementsScheduled',
  'WaitingDestination',
]);

/** A name without its random parts: five hexadecimal digits, in Pods five more characters. */
function stableName({ kind, metadata }: RecordedObject): string {
  const { name, labels = {} } = metadata;
  const pipeline = labels['kratix.io/pipeline-name'];
  const owner = labels['kratix.io/resource-name'] ?? 'Promise';
  switch (kind) {
    case 'Job':
    case 'Pod':
      return `${owner} ${labels['kratix.io/workflow-action']} ${pipeline}`;
    case 'Work':
      return `${owner} ${pipeline}`;
    case 'WorkPlacement':
      return `${name.replace(/-[0-9a-f]{5}\..*/, '')} on ${labels['kratix.io/targetDestinationName']}`;
    default:
      return name.replace(/-[0-9a-f]{5}$/, '');
  }
}

/** Writes the values of an object into a state. */
function flatten(state: State, path: string, value: unknown) {
  if (value === undefined) {
    return;
  }
  if (Array.isArray(value)) {
    flattenList(state, path, value);
  } else if (isObject(value) && Object.keys(value).length) {
    for (const [name, entry] of Object.entries(value)) {
      if (!skippedFields.has(name)) {
        const isVolatile = volatileFields.has(name);
        flatten(state, `${path}.${name}`, isVolatile ? '*' : entry);
      }
    }
  } else {
    state[path] = isObject(value)
      ? '{}'
      : (value as string | number | boolean | null);
  }
}

/** Names of Jobs, Works and bindings end with five random hexadecimal digits. */
function withoutHashes(text: string) {
  return text.replace(/-[0-9a-f]{5}\b/g, '-<hash>');
}

/** Adds the entries of a list: conditions under their type, pipelines under their name, and other entries under their position. */
function flattenList(state: State, path: string, list: unknown[]) {
  if (!list.length) {
    state[path] = '[]';
  }
  for (const [index, entry] of list.entries()) {
    const { type, status, reason, message, name, phase, attempts } = isObject(
      entry,
    )
      ? entry
      : {};
    if (type && status) {
      const text = `${status} ${reason}: ${message}`;
      state[`${path}.${type}`] = withoutHashes(text);
    } else if (name && phase) {
      state[`${path}.${name}`] = [phase, message, attempts]
        .filter(Boolean)
        .join(' ');
    } else {
      flatten(state, `${path}.${index}`, entry);
    }
  }
}

function containersOf(state: State, { status }: RecordedObject) {
  const containers = ['initContainerStatuses', 'containerStatuses'].flatMap(
    key => (status?.[key] ?? []) as JsonObject[],
  );
  for (const { name, state: now, restartCount } of containers) {
    const [[phase, details]] = Object.entries(now as JsonObject);
    const { reason = '', exitCode = '' } = details as JsonObject;
    state[`container.${name}`] =
      `${phase} ${reason} ${exitCode} ${restartCount}`;
  }
}

function stateOf(object: RecordedObject): State {
  const { kind, metadata, spec, status } = object;
  const { namespace, labels = {}, finalizers, generation } = metadata;
  const state: State = { ...(namespace ? { namespace } : {}) };
  if (metadata.deletionTimestamp) {
    state.deleting = true;
  }
  const own = Object.entries(labels).filter(
    ([name]) => kind !== 'Pod' || name.includes('kratix.io/'),
  );
  if (own.length) {
    flatten(state, 'labels', Object.fromEntries(own));
  }
  switch (kind) {
    case 'Pod':
      state.bound = Boolean(spec?.nodeName);
      state.phase = String(status?.phase);
      containersOf(state, object);
      return state;
    case 'Job':
      state.suspend = Boolean(spec?.suspend);
      flatten(state, 'conditions', status?.conditions);
      return state;
    case 'CustomResourceDefinition':
      flatten(state, 'spec', spec);
      return state;
    case 'Promise':
      flatten(state, 'status', status);
      break;
    default: {
      const { data, rules, subjects, roleRef } = object;
      const role =
        roleRef && withoutHashes(String((roleRef as JsonObject).name));
      const fields = { spec, status, data, rules, subjects, role };
      for (const [name, value] of Object.entries(fields)) {
        flatten(state, name, value);
      }
    }
  }
  if (generation) {
    state.generation = generation;
  }
  // The number of writes depends on timing, so only this fact is kept: whether Kratix has observed the last change.
  if (state['status.observedGeneration']) {
    state['status.observedGeneration'] =
      state['status.observedGeneration'] === generation ? 'current' : 'old';
  }
  for (const finalizer of finalizers ?? []) {
    state[`finalizers.${finalizer}`] = true;
  }
  return state;
}

/** States that are not in every run. */
function isSkipped({ kind, metadata, status }: RecordedObject) {
  // The node and the Job controller both write to a pod that is being deleted.
  if (kind === 'Pod') {
    return metadata.deletionTimestamp !== undefined;
  }
  // The scheduler and the writer of the state store both write to a new WorkPlacement.
  const conditions = (status?.conditions ?? []) as JsonObject[];
  return (
    kind === 'WorkPlacement' &&
    conditions.every(({ type }) => type !== 'WriteSucceeded')
  );
}

function revision({ object }: RecordedLine) {
  return Number(object.metadata.resourceVersion);
}

/** The lines in the order in which they were written: resourceVersions count all writes of a cluster. */
function inOrderOfWriting(lines: RecordedLine[]): RecordedLine[] {
  return [...lines].sort((a, b) => revision(a) - revision(b));
}

/** The uids of the objects that existed at the start. */
function existingIn(lines: RecordedLine[]): Set<string | undefined> {
  const first = lines.filter(({ t }) => t === 0);
  return new Set(first.map(({ object }) => object.metadata.uid));
}

/**
 * Names the objects that change, by uid. Objects that share a name are numbered in the order of their creation. The number of earlier Jobs and Pods
 * depends on the history of the cluster, so only the first of each pipeline is kept.
 */
function nameObjects(lines: RecordedLine[]): Map<string, string> {
  const existing = existingIn(lines);
  const changed = new Set(
    lines.filter(({ t }) => t > 0).map(({ object }) => object.metadata.uid),
  );
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { object } of lines) {
    const { uid = '' } = object.metadata;
    if (!changed.has(uid) || names.has(uid) || object.kind === 'Event') {
      continue;
    }
    const name = `${object.kind} ${stableName(object)}`;
    const count = (counts.get(name) ?? 0) + 1;
    const isOfWorkflow = ['Job', 'Pod'].includes(object.kind);
    if (count > 1 && isOfWorkflow && existing.has(uid)) {
      continue;
    }
    counts.set(name, count);
    names.set(uid, count === 1 ? name : `${name} #${count}`);
  }
  return names;
}

/** The paths whose values differ, with the values after. */
export function changeOf(before: State, after: State): State {
  if (after.deleted && !before.deleted) {
    return after;
  }
  const paths = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries(
    [...paths]
      .filter(path => before[path] !== after[path])
      .map(path => [path, after[path] ?? null]),
  );
}

function applyChange(before: State, change: State): State {
  if (change.deleted) {
    return change;
  }
  const all = Object.entries({ ...before, ...change });
  return Object.fromEntries(all.filter(([, value]) => value !== null));
}

/** All states of an object, from its first state and the changes. */
export function statesOf(changes: State[]): State[] {
  const states: State[] = [];
  for (const change of changes) {
    states.push(applyChange(states.at(-1) ?? {}, change));
  }
  return states;
}

function eventText({ type, reason, message, note }: RecordedObject) {
  const text = withoutHashes(String(message ?? note))
    .replace(/ with versionID: \S+/, '')
    .replace(/[pP]od: \S+/, 'pod: <pod>')
    .trim();
  return `${type} ${reason}: ${text}`;
}

/** Kratix records the Events of one reconciliation in any order, so those that follow each other quickly are one group. */
function reduceEvents(
  lines: RecordedLine[],
  names: Map<string, string>,
  isMade: boolean,
) {
  const events: Record<string, string[][]> = {};
  const last: Record<string, number> = {};
  for (const { t, type, object } of lines) {
    const about = (object.involvedObject ?? object.regarding) as
      JsonObject | undefined;
    const name = names.get(String(about?.uid));
    const isNoise = noisyReasons.has(String(object.reason));
    const isLine = object.kind === 'Event' && type !== 'DELETED';
    if (!isLine || t === 0 || !name || isNoise) {
      continue;
    }
    const groups = (events[name] ??= []);
    if (isMade || !(t - last[name] < lastingMilliseconds)) {
      groups.push([]);
    }
    groups.at(-1)?.push(eventText(object));
    last[name] = t;
  }
  Object.values(events)
    .flat()
    .forEach(group => group.sort());
  return events;
}

/** Reduces a recording to the states and Events that are the same in every run. With `isMade` it keeps all states, because the stand-in is faster than Kratix. */
export function reduceRecording(
  recorded: RecordedLine[],
  { isMade = false } = {},
): ReducedRecording {
  const lines = inOrderOfWriting(recorded);
  const existing = existingIn(lines);
  const names = nameObjects(lines);
  const timelines = new Map<string, Array<{ t: number; state: State }>>();
  for (const { t, type, object } of lines) {
    const name = names.get(object.metadata.uid ?? '');
    if (!name) {
      continue;
    }
    const timeline = timelines.get(name) ?? [];
    timelines.set(name, timeline);
    if (isSkipped(object) && type !== 'DELETED') {
      continue;
    }
    const state: State =
      type === 'DELETED' ? { deleted: true } : stateOf(object);
    // The number of writes before the start depends on the history of the cluster.
    if (existing.has(object.metadata.uid)) {
      delete state.generation;
      delete state['spec.generation'];
    }
    if (!isDeepStrictEqual(timeline.at(-1)?.state, state)) {
      timeline.push({ t, state });
    }
  }
  const objects: ReducedRecording['objects'] = {};
  const passing: ReducedRecording['passing'] = {};
  for (const [name, timeline] of timelines) {
    const lasting = timeline.filter(({ t }, index) => {
      const next = timeline[index + 1];
      return isMade || !next || next.t - t >= lastingMilliseconds;
    });
    for (const entry of timeline.filter(each => !lasting.includes(each))) {
      const next = lasting.find(({ t }) => t >= entry.t)?.state ?? {};
      const last = lasting.findLast(({ t }) => t < entry.t)?.state ?? {};
      for (const [path, value] of Object.entries(entry.state)) {
        const values = ((passing[name] ??= {})[path] ??= []);
        const isKnown = [next[path], last[path], ...values].includes(value);
        if (!isKnown) {
          values.push(value);
        }
      }
    }
    let before: State = {};
    objects[name] = lasting.map(({ state }) => {
      const change = changeOf(before, state);
      before = state;
      return change;
    });
  }
  for (const [name, paths] of Object.entries(passing)) {
    const used = Object.entries(paths).filter(([, values]) => values.length);
    passing[name] = Object.fromEntries(used);
    if (!used.length) {
      delete passing[name];
    }
  }
  return { objects, passing, events: reduceEvents(lines, names, isMade) };
}
