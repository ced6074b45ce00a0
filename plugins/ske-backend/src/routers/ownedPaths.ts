/**
 * The paths of the plugin whose callers our admission middleware verifies instead of Backstage's own, as patterns of `path-to-regexp`.
 *
 * The patterns match all paths whose first character is not a dot, so that the responses to unknown paths have the same format as the responses to known paths.
 * Backstage's own routes of each plugin start with a dot (`/.well-known/backstage/permissions`, `/.backstage/auth`), and Backstage still verifies their callers.
 * `path-to-regexp` has no other way to exclude these routes.
 *
 * The patterns also match the HTTP routes of any module of this plugin: such a module has to verify its callers itself.
 */
export const ownedPathPatterns = firstCharacters().map(
  character => `/${character}{*rest}`,
);

/** Whether a path is one of ours and not one of Backstage's. */
export function isOwnedPath(path: string): boolean {
  return !path.startsWith('/.');
}

/** The characters that a path of a URL may have after its first slash. The patterns ignore case. */
function firstCharacters(): string[] {
  return Array.from({ length: 0x7f - 0x21 }, (_, index) =>
    String.fromCharCode(0x21 + index),
  )
    .filter(character => !/[.?#A-Z]/.test(character))
    .map(character =>
      /[a-z0-9]/.test(character) ? character : `\\${character}`,
    );
}
