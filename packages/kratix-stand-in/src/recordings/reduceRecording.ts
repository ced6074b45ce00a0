import { isDeepStrictEqual } from 'node:util';
import { Json, JsonObject } from '../kubernetes/objects';
import { RecordedLine, RecordedObject } from './recording';

/** By object, under a name that is the same in every run: its distinct states in order. */
export type ReducedRecording = Record<string, JsonObject[]>;

/** Fields whose values are different in each run. Their presence is compared, their value is not. */
const volatileFields = new Set([
  'lastTransitionTime',
  'lastProbeTime',
  'lastAvailableTime',
  'lastSuccessfulConfigureWorkflowTime',
  'lastExecutionTimestamp',
  'startTime',
  'completionTime',
  'versionID',
  'workloads',
]);

/** Events that Kratix records within one reconcile, through a recorder that writes them in any order. */
const endOfRunReasons = [
  'ConfigureWorkflowCompleted',
  'ReconcileSucceeded',
  'ResourceBindingVersionUpdated',
  'WorksSucceeded',
];

/**
 * Events that are not compared. ReconcileStarted is recorded at each reconcile, and how many there are is chance. The other two the scheduler records
 * each time it looks at a Work: in some recordings once, in others up to four times.
 */
const noisyReasons = new Set([
  'ReconcileStarted',
  'WorkplacementReconciled',
  'AllWorkplacementsScheduled',
]);

/** Random parts of names: of Jobs and Works five hexadecimal digits, of Pods five more characters. */
function stableName({ kind, metadata }: RecordedObject): string {
  const { name, labels = {} } = metadata;
  switch (kind) {
    case 'Job':
    case 'Pod':
      return `${labels['kratix.io/workflow-action']} ${labels['kratix.io/pipeline-name']}`;
    case 'Work':
      return labels['kratix.io/pipeline-name'];
    case 'WorkPlacement':
      return `${labels['kratix.io/pipeline-name']} on ${labels['kratix.io/targetDestinationName']}`;
    case 'ResourceBinding':
      return name.replace(/-[0-9a-f]{5}$/, '');
    default:
      return name;
  }
}

/**
 * Names each object by its kind and stable name, and numbers those that share a name (the Jobs of one pipeline) in the order of their creation.
 */
function nameObjects(lines: RecordedLine[]): Map<string, string> {
  const names = new Map<string, string>();
  const counts = new Map<string, number>();
  for (const { object } of lines) {
    const uid = object.metadata.uid ?? '';
    if (names.has(uid)) {
      continue;
    }
    const name = `${object.kind} ${stableName(object)}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    names.set(uid, count === 1 ? name : `${name} #${count}`);
  }
  return names;
}

/** The JSON without volatile values; lists of conditions sorted by type, because Kratix writes them in any order. */
function stable(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) {
    const entries = value.map(entry => stable(entry) ?? null);
    const isKeyed = entries.every(
      entry => isObject(entry) && 'type' in entry && 'status' in entry,
    );
    return isKeyed
      ? entries.sort((a, b) => typeOf(a).localeCompare(typeOf(b)))
      : entries;
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => [
        key,
        volatileFields.has(key) ? '<varies>' : stable(entry),
      ]),
  );
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(value: Json) {
  return isObject(value) ? String(value.type) : '';
}

/** The labels; the values of two hold a hash. The one label that the stand-in adds to Kratix's is left out. */
function labelsOf({ metadata }: RecordedObject): JsonObject {
  return Object.fromEntries(
    Object.entries(metadata.labels ?? {})
      .filter(([name]) => name !== 'demo.kratix-portal.io/superseded')
      .map(([name, value]) => [
        name,
        name === 'kratix.io/hash' || name === 'kratix.io/work'
          ? '<varies>'
          : value,
      ]),
  );
}

function metadataOf(object: RecordedObject): JsonObject {
  const { finalizers, deletionTimestamp, generation } = object.metadata;
  return {
    labels: labelsOf(object),
    ...(finalizers ? { finalizers: [...finalizers].sort() } : {}),
    ...(generation === undefined ? {} : { generation }),
    ...(deletionTimestamp ? { deleting: true } : {}),
  };
}

/** What is said of the containers of a pod, in few words. */
function containersOf({ status }: RecordedObject): Json {
  const lists = ['initContainerStatuses', 'containerStatuses'].flatMap(
    key => (status?.[key] ?? []) as JsonObject[],
  );
  return lists.map(({ name, state, restartCount }) => {
    const [[phase, details]] = Object.entries(state as JsonObject);
    const { reason = '', exitCode = '' } = details as JsonObject;
    return `${name}: ${phase} ${reason} ${exitCode} ${restartCount}`;
  });
}

/** What of an object matters, by kind; undefined for a state that is skipped. */
function stateOf(object: RecordedObject): JsonObject | undefined {
  const metadata = metadataOf(object);
  const { kind, spec, status } = object;
  switch (kind) {
    case 'Job':
      return {
        labels: metadata.labels,
        suspend: spec?.suspend,
        conditions: stable(status?.conditions) ?? [],
      };
    case 'Pod':
      // The node and the Job controller both write to a pod that is being deleted; in one recording the reports of its containers come in another order
      // than in the next.
      if (metadata.deleting) {
        return { deleting: true, phase: status?.phase };
      }
      return {
        labels: Object.fromEntries(
          Object.entries(labelsOf(object)).filter(([name]) =>
            name.startsWith('kratix.io/'),
          ),
        ),
        bound: Boolean(spec?.nodeName),
        phase: status?.phase,
        containers: containersOf(object),
      };
    case 'Work': {
      // In some runs two writers of real Kratix meet, and this shows for some milliseconds until the scheduler tries again.
      const conditions = (status?.conditions ?? []) as JsonObject[];
      const isFlash = conditions.some(
        ({ reason }) => reason === 'FailedToScheduleWorkloads',
      );
      return isFlash ? undefined : { ...metadata, ...bodyOf(object) };
    }
    default:
      return { ...metadata, ...bodyOf(object) };
  }
}

const envelope = new Set(['apiVersion', 'kind', 'metadata']);

/** Everything but the metadata. */
function bodyOf(object: RecordedObject): JsonObject {
  const body = Object.entries(object as unknown as JsonObject);
  return stable(
    Object.fromEntries(body.filter(([key]) => !envelope.has(key))),
  ) as JsonObject;
}

function eventText(text: unknown) {
  return String(text)
    .replace(/-[0-9a-f]{5}(?=\b)/g, '-<hash>')
    .replace(/ with versionID: \S+/, '')
    .replace(/pod: \S+/, 'pod: <pod>');
}

/** The Events about each object, as one list: without repetitions, those of the end of a run sorted. */
function reduceEvents(
  lines: RecordedLine[],
  names: Map<string, string>,
): ReducedRecording {
  const events: ReducedRecording = {};
  for (const { type, object } of lines) {
    if (object.kind !== 'Event' || type !== 'ADDED') {
      continue;
    }
    const about = (object.involvedObject ?? object.regarding) as JsonObject;
    const name = names.get(String(about.uid));
    const reason = String(object.reason);
    if (!name || noisyReasons.has(reason)) {
      continue;
    }
    const key = `Events of ${name}`;
    const note = object.message ?? object.note;
    const event = { reason, type: String(object.type), note: eventText(note) };
    const list = (events[key] ??= []);
    if (!isDeepStrictEqual(list.at(-1), event)) {
      list.push(event);
    }
  }
  for (const [name, list] of Object.entries(events)) {
    events[name] = sortEndsOfRuns(list);
  }
  return events;
}

function isEndOfRun({ reason }: JsonObject) {
  return endOfRunReasons.includes(String(reason));
}

function sortEndsOfRuns(events: JsonObject[]): JsonObject[] {
  const sorted: JsonObject[] = [];
  let run: JsonObject[] = [];
  const endRun = () => {
    run = run.filter(
      (event, index) =>
        !run.slice(0, index).some(other => isDeepStrictEqual(other, event)),
    );
    run.sort((a, b) => String(a.reason).localeCompare(String(b.reason)));
    sorted.push(...run);
    run = [];
  };
  for (const event of events) {
    if (isEndOfRun(event)) {
      run.push(event);
    } else {
      endRun();
      sorted.push(event);
    }
  }
  endRun();
  return sorted;
}

function revision({ object }: RecordedLine) {
  return Number(object.metadata.resourceVersion);
}

/** The lines in the order in which they were written: resourceVersions count all writes of a cluster. */
export function inOrderOfWriting(lines: RecordedLine[]): RecordedLine[] {
  return [...lines].sort((a, b) => revision(a) - revision(b));
}

/**
 * Reduces a recording to what must be equal in every run: for each object the sequence of its distinct states, and the Events about it. Times, uids,
 * resourceVersions, hashes and random suffixes are gone.
 */
export function reduceRecording(recorded: RecordedLine[]): ReducedRecording {
  const lines = inOrderOfWriting(recorded);
  const names = nameObjects(lines);
  const reduced: ReducedRecording = {};
  for (const { type, object } of lines) {
    if (object.kind === 'Event') {
      continue;
    }
    const states = (reduced[names.get(object.metadata.uid ?? '')!] ??= []);
    const state = type === 'DELETED' ? { deleted: true } : stateOf(object);
    if (state && !isDeepStrictEqual(states.at(-1), state)) {
      states.push(state);
    }
  }
  return { ...reduced, ...reduceEvents(lines, names) };
}

/** The order in which kinds first appeared after the beginning; kinds that different processes write at the same time are left out. */
export function firstAppearances(
  recorded: RecordedLine[],
  kinds: string[],
): string[] {
  const appeared = inOrderOfWriting(recorded.filter(({ t }) => t > 0))
    .filter(({ type }) => type === 'ADDED')
    .map(({ object }) => object.kind)
    .filter(kind => kinds.includes(kind));
  return [...new Set(appeared)];
}
