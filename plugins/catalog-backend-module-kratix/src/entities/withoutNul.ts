/** Matches an escaped NUL character in JSON. Does not match the text `\u0000` after an escaped backslash. */
const ESCAPED_NUL = /(?<!\\)((?:\\\\)*)\\u0000/g;

/**
 * Replaces each NUL character of an entity, in keys and values, with U+FFFD. A status may contain a NUL character, but a text of PostgreSQL may not, so the catalog
 * could not store the entity: https://www.postgresql.org/docs/current/datatype-character.html
 */
export function withoutNul<T>(entity: T): T {
  const text = JSON.stringify(entity);
  const replaced = text.replace(ESCAPED_NUL, '$1\\ufffd');
  return replaced === text ? entity : (JSON.parse(replaced) as T);
}
