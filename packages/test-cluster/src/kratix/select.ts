import { RecordingFixture } from '@kratix-portal/kratix-stand-in';

/** Leaves out objects, or paths of their states. */
export function select(
  { objects, passing, events }: Omit<RecordingFixture, 'promises'>,
  withoutObjects: RegExp[],
  withoutPaths: RegExp[],
) {
  const isWanted = (name: string) =>
    !withoutObjects.some(pattern => pattern.test(name));
  const keep = <T>(of: Record<string, T>) =>
    Object.fromEntries(Object.entries(of).filter(([name]) => isWanted(name)));
  const isWantedPath = ([path]: [string, unknown]) =>
    !withoutPaths.some(pattern => pattern.test(path));
  const states = Object.entries(keep(objects)).map(([name, changes]) => [
    name,
    changes
      .map(change =>
        Object.fromEntries(Object.entries(change).filter(isWantedPath)),
      )
      .filter(change => Object.keys(change).length),
  ]);
  return {
    objects: Object.fromEntries(states),
    passing,
    events: Object.fromEntries(
      Object.entries(keep(events)).filter(([name]) =>
        isWanted(`Events of ${name}`),
      ),
    ),
  };
}
