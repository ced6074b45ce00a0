import {
  changeOf,
  isForeign,
  ReducedRecording,
  State,
  statesOf,
} from './reduceRecording';

function isEqual(a: State, b: State) {
  return Object.keys(changeOf(a, b)).length === 0;
}

/** Values that neither the state before nor the state after has, nor a short state of the recording. Users set and remove labels, so these may differ. */
function flashesOf(
  state: State,
  neighbours: State[],
  passing: ReducedRecording['passing'][string],
): State {
  return Object.fromEntries(
    Object.entries(state).filter(
      ([path, value]) =>
        !path.startsWith('labels.') &&
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
    const between = rest.slice(0, offset);
    for (const state of isForeign(name) || wanted.deleted ? [] : between) {
      const flashes = flashesOf(state, [before, wanted], passing);
      if (Object.keys(flashes).length) {
        differences.push(
          `${name}: before state ${index} it has ${JSON.stringify(flashes)}`,
        );
      }
    }
    position += offset + 1;
  }
  for (const state of isForeign(name) ? [] : made.slice(position)) {
    const last = recorded.at(-1) ?? {};
    const change = JSON.stringify(changeOf(last, state));
    differences.push(`${name}: after its last state it changes: ${change}`);
  }
  return differences;
}

/**
 * What the stand-in does differently from Kratix. Each recorded state must appear, in order; between two states no value may appear that neither of them has;
 * objects and Events must be the same.
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
    // Each of its recorded states came by chance.
    if (recorded.objects[name]?.length === 0) {
      return [];
    }
    if (!made.objects[name]) {
      return [`${name}: missing`];
    }
    if (!recorded.objects[name]) {
      return [`${name}: unexpected`];
    }
    const events = (of: ReducedRecording) => (of.events[name] ?? []).join('\n');
    return [
      ...differencesOfObject(
        name,
        statesOf(recorded.objects[name]),
        statesOf(made.objects[name]),
        recorded.passing[name],
      ),
      ...(events(recorded) === events(made)
        ? []
        : [
            `${name}: Events\n${events(made)}\ninstead of\n${events(recorded)}`,
          ]),
    ];
  });
}
