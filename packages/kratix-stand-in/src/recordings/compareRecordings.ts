import { changeOf, ReducedRecording, State, statesOf } from './reduceRecording';

/**
 * Compares the stand-in with recordings of Kratix. It does not compare the following, because different recordings of Kratix differ there too,
 * or because Kratix is not the writer:
 *
 * - States that lasted less than 300 ms. They are steps of one reconciliation, or of a Pod. The stand-in may leave them out, but must not show other short states.
 * - Times, hashes, uids, resourceVersions, random parts of names, and the number of writes before the recording began.
 * - The content of the files in a Work, and the spec of a Promise, which the user writes. Descriptions in schemas.
 * - Conditions and IPs of Pods, and all states of a Pod that is being deleted: a script acted as the node. Status of CRDs: the API server writes it.
 * - WorkPlacements before their first write to the state store, because the scheduler and the writer both write to them.
 * - The order of Events within 300 ms. The number of repeats of an Event. But the stand-in must not repeat an Event more often than Kratix, and must start each pipeline equally often.
 * - The Events ReconcileStarted, WorkplacementReconciled, AllWorkplacementsScheduled and WaitingDestination, which depend on how often Kratix reconciles.
 * - How many earlier Jobs and Pods of a pipeline existed at the start. Only the first of each is compared.
 * - What a scenario excludes, with its reason, in `test-cluster/src/kratix/scenarios/`.
 */

function isEqual(a: State, b: State) {
  return Object.keys(changeOf(a, b)).length === 0;
}

/** Returns the values that appear only between two recorded states: neither of the two states has them, and no short state of the recording has them. */
function flashesOf(
  state: State,
  neighbours: State[],
  passing: ReducedRecording['passing'][string],
): State {
  return Object.fromEntries(
    Object.entries(state).filter(
      ([path, value]) =>
        !neighbours.some(neighbour => neighbour[path] === value) &&
        !passing[path]?.includes(value),
    ),
  );
}

function differencesOfObject(
  name: string,
  recorded: State[],
  made: State[],
  passing: ReducedRecording['passing'][string] = {},
): string[] {
  const differences: string[] = [];
  let position = 0;
  for (const [index, wanted] of recorded.entries()) {
    const rest = made.slice(position);
    const offset = rest.findIndex(state => isEqual(state, wanted));
    if (offset < 0) {
      const near = rest
        .map(state => changeOf(wanted, state))
        .sort((a, b) => Object.keys(a).length - Object.keys(b).length)[0];
      const change = JSON.stringify(
        changeOf(recorded[index - 1] ?? {}, wanted),
      );
      return [
        ...differences,
        `${name}: state ${index} does not appear: ${change}; the nearest differs by ${JSON.stringify(near)}`,
      ];
    }
    // An object that existed at the start may have had other values.
    const before = recorded[index - 1] ?? made[0];
    for (const state of rest.slice(0, offset)) {
      const flashes = flashesOf(state, [before, wanted], passing);
      if (Object.keys(flashes).length) {
        differences.push(
          `${name}: before state ${index} it has ${JSON.stringify(flashes)}`,
        );
      }
    }
    position += offset + 1;
  }
  for (const state of made.slice(position)) {
    const last = recorded.at(-1) ?? {};
    const change = JSON.stringify(changeOf(last, state));
    differences.push(`${name}: after its last state it changes: ${change}`);
  }
  return differences;
}

function countOf(events: string[], event: string) {
  return events.filter(each => each === event).length;
}

/** Kratix may repeat an Event at each reconciliation, so the stand-in may repeat it less often. It must start a pipeline equally often. */
function differencesOfEvents(recorded: string[][], made: string[][]): string[] {
  const [wanted, found] = [recorded.flat(), made.flat()];
  const differences = [...new Set([...wanted, ...found])].flatMap(event => {
    const [times, madeTimes] = [countOf(wanted, event), countOf(found, event)];
    const isStart = event.includes(' PipelineStarted: ');
    const isSame =
      isStart || !madeTimes ? times === madeTimes : times >= madeTimes;
    return isSame ? [] : [`"${event}" ${madeTimes} times instead of ${times}`];
  });
  const groupOf = (event: string) =>
    recorded.findIndex(group => group.includes(event));
  const inOrder = [...new Set(found)];
  for (const [index, event] of inOrder.slice(1).entries()) {
    if (groupOf(event) < groupOf(inOrder[index])) {
      differences.push(`"${inOrder[index]}" before "${event}"`);
    }
  }
  return differences;
}

/**
 * The differences between the stand-in and Kratix. Each recorded state must appear, in order. Between two states no value may appear that neither state has.
 * Objects and Events must be the same.
 */
export function differencesOf(
  recorded: ReducedRecording,
  made: ReducedRecording,
): string[] {
  const names = new Set([
    ...Object.keys(recorded.objects),
    ...Object.keys(made.objects),
  ]);
  return [...names].flatMap(name => {
    // The object has only states that not every run has.
    if (recorded.objects[name]?.length === 0) {
      return [];
    }
    if (!made.objects[name]) {
      return [`${name}: missing`];
    }
    if (!recorded.objects[name]) {
      return [`${name}: unexpected`];
    }
    const events = differencesOfEvents(
      recorded.events[name] ?? [],
      made.events[name] ?? [],
    );
    return [
      ...differencesOfObject(
        name,
        statesOf(recorded.objects[name]),
        statesOf(made.objects[name]),
        recorded.passing[name],
      ),
      ...events.map(difference => `${name}: Events: ${difference}`),
    ];
  });
}
