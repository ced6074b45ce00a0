import type { RecordingFixture } from '@kratix-portal/kratix-stand-in';

/** Patterns for objects, field paths and Events that the tests do not compare, because they depend on timing in Kratix. */
export interface Selection {
  withoutObjects?: RegExp[];
  withoutPaths?: RegExp[];
  withoutEvents?: RegExp[];
}

/** Returns the recording without the objects, field paths and Events that match a pattern. */
export function select(
  { objects, passing, events }: Omit<RecordingFixture, 'promises'>,
  { withoutObjects = [], withoutPaths = [], withoutEvents = [] }: Selection,
) {
  const isWanted = (patterns: RegExp[]) => (text: string) =>
    !patterns.some(pattern => pattern.test(text));
  const selected = Object.entries(objects)
    .filter(([name]) => isWanted(withoutObjects)(name))
    .map(([name, changes]) => [
      name,
      changes
        .map(change =>
          Object.fromEntries(
            Object.entries(change).filter(([path]) =>
              isWanted(withoutPaths)(path),
            ),
          ),
        )
        .filter(change => Object.keys(change).length),
    ]);
  const eventsOf = (name: string) =>
    (events[name] ?? []).map(group => group.filter(isWanted(withoutEvents)));
  return {
    objects: Object.fromEntries(selected),
    passing,
    events: Object.fromEntries(
      selected.map(([name]) => [name, eventsOf(String(name))]),
    ),
  };
}
