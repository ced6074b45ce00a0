import { readClass } from './readClass';
import { readEscape } from './readEscape';
import type { Token } from './Token';

/** The characters that RE2's `.` matches without the flag `s`. JavaScript's `.` excludes three more characters. */
const ANY = '[^\\n]';

const REPETITION = /^\{\d+(?:,\d*)?\}/;

/**
 * Writes an RE2 pattern (https://github.com/google/re2/wiki/Syntax, as in Go's regexp) for JavaScript's flag `u`.
 *
 * @returns undefined for a pattern that JavaScript cannot express, such as one with flags inside
 */
export function translateRe2(re2: string): string | undefined {
  let output = '';
  let at = 0;
  while (at < re2.length) {
    const token = readToken(re2, at);
    if (!token) {
      return undefined;
    }
    output += token.text;
    at += token.length;
  }
  return output;
}

function readToken(re2: string, at: number): Token | undefined {
  const char = String.fromCodePoint(re2.codePointAt(at)!);
  switch (char) {
    case '\\': {
      const escape = readEscape(re2, at);
      return escape && { text: escape.outside, length: escape.length };
    }
    case '[':
      return readClass(re2, at);
    case '(':
      return readGroup(re2, at);
    case '.':
      return { text: ANY, length: 1 };
    case '{': {
      const repetition = REPETITION.exec(re2.slice(at, at + 20))?.[0];
      return { text: repetition ?? '\\{', length: repetition?.length ?? 1 };
    }
    case '}':
    case ']':
      return { text: `\\${char}`, length: 1 };
    default:
      return { text: char, length: char.length };
  }
}

/** Groups need not capture, and JavaScript does not accept every name of a group. */
function readGroup(re2: string, at: number): Token | undefined {
  if (re2[at + 1] !== '?') {
    return { text: '(', length: 1 };
  }
  const opening = /^\(\?(?::|P?<\w+>)/.exec(re2.slice(at, at + 200))?.[0];
  return opening ? { text: '(?:', length: opening.length } : undefined;
}
