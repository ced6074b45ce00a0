const MOST_NAMES = 10;

/** The first names, and how many more there are. A user may have hundreds of groups. */
export function listNames(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  const first = names.slice(0, MOST_NAMES).join(', ');
  return more > 0 ? `${first} and ${more} more` : first;
}
