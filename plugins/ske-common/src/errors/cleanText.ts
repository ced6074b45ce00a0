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

const LINE_BREAKS = /[ \t]*\n[ \t]*/g;

/**
 * Makes an untrusted text fit into one line of a log. It replaces each line break with a space, because a line break could forge another line.
 *
 * @public
 */
export function oneLine(text: string): string {
  return cleanText(text).replace(LINE_BREAKS, ' ').replaceAll('\t', ' ');
}
