const MAX_LENGTH = 1024;

// Control characters except tab and line feed, marks that change the direction of text, and invisible characters. Text from a cluster is
// shown on pages and printed in logs, where they could hide or forge a line.
const UNSAFE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Cleans text from outside before it is shown or logged: no control or direction-changing characters, one kilobyte at most.
 *
 * @public
 */
export function cleanText(text: string): string {
  const clean = text.slice(0, 4 * MAX_LENGTH).replace(UNSAFE, '\ufffd');
  return clean.length > MAX_LENGTH
    ? `${clean.slice(0, MAX_LENGTH - 1)}…`
    : clean;
}

/** Embeddings and overrides, with their end, and isolates, with theirs. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069]/g;
const ISOLATE = /[\u2066-\u2068]/;
const END_OF_ISOLATE = '\u2069';

/**
 * Replaces the characters of a text that would change the direction of the text around it. Right-to-left scripts and isolates that end in the text stay as they
 * are, because they change nothing around them. Unlike {@link cleanText}, it keeps the length of the text and all joiners, for titles and descriptions.
 *
 * @public
 */
export function keepDirection(text: string): string {
  const open: number[] = [];
  const bad = new Set<number>();
  for (const { 0: character, index } of text.matchAll(DIRECTION)) {
    if (ISOLATE.test(character)) {
      open.push(index);
    } else if (character !== END_OF_ISOLATE || open.pop() === undefined) {
      bad.add(index);
    }
  }
  open.forEach(index => bad.add(index));
  return bad.size === 0
    ? text
    : text.replace(DIRECTION, (character, index: number) =>
        bad.has(index) ? '\ufffd' : character,
      );
}

const LINE_BREAKS = /[ \t]*\n[ \t]*/g;

/**
 * Makes an untrusted text fit into one line of a log. It replaces each line break with a space, because a line break could forge another line.
 *
 * @public
 */
export function oneLine(text: string): string {
  return cleanText(text).replace(LINE_BREAKS, ' ').replaceAll('\t', ' ');
}
