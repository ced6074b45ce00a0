import type { PlacedWork } from './listWorks';

/** The Destinations from which files are removed, each with the number of files. */
export function listDestinations(
  works: readonly PlacedWork[],
): { name: string; files: number }[] {
  const files = new Map<string, number>();
  for (const group of works.flatMap(({ groups }) => groups)) {
    for (const { destination } of group.placements) {
      files.set(
        destination,
        (files.get(destination) ?? 0) + group.files.length,
      );
    }
  }
  return [...files]
    .map(([name, count]) => ({ name, files: count }))
    .sort((one, other) => one.name.localeCompare(other.name));
}
