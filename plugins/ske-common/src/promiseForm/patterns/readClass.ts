import { readEscape, writeCharacter } from './readEscape';
import type { Token } from './Token';

/** Named sets that RE2 allows within brackets. They only contain ASCII. */
const NAMED: Record<string, string> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7f',
  blank: '\\t ',
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

/** A member of a set: a character or another set. */
interface Member {
  text: string;
  codePoint?: number;
  length: number;
}

/**
 * Reads a set in brackets and writes it for JavaScript, which with the flag `u` is stricter than RE2 about hyphens and brackets in it.
 */
export function readClass(re2: string, start: number): Token | undefined {
  let at = start + 1;
  const negated = re2[at] === '^';
  if (negated) {
    at += 1;
  }
  let text = negated ? '[^' : '[';
  for (let first = true; re2[at] !== ']' || first; first = false) {
    const member = readMember(re2, at);
    if (!member) {
      return undefined;
    }
    at += member.length;
    const end = readRangeEnd(re2, at, member);
    if (end) {
      text += `${member.text}-${end.text}`;
      at += 1 + end.length;
    } else {
      // A hyphen at either end stays without a backslash, as in most patterns.
      const isEdge = first || re2[at] === ']';
      text += member.text === '\\-' && isEdge ? '-' : member.text;
    }
  }
  return { text: `${text}]`, length: at + 1 - start };
}

function readMember(re2: string, at: number): Member | undefined {
  const codePoint = re2.codePointAt(at);
  if (codePoint === undefined) {
    return undefined;
  }
  if (re2.startsWith('[:', at)) {
    return readNamed(re2, at);
  }
  if (re2[at] !== '\\') {
    return {
      text: writeCharacter(codePoint, /[\\\]\[\^-]/),
      codePoint,
      length: String.fromCodePoint(codePoint).length,
    };
  }
  const escape = readEscape(re2, at);
  return escape?.inside === undefined
    ? undefined
    : { ...escape, text: escape.inside };
}

function readNamed(re2: string, at: number): Member | undefined {
  const found = /^\[:(\w+):\]/.exec(re2.slice(at, at + 12));
  const text = found && Object.hasOwn(NAMED, found[1]) && NAMED[found[1]];
  return text ? { text, length: found[0].length } : undefined;
}

/** A hyphen between two characters makes a range. Anywhere else it is a character. */
function readRangeEnd(re2: string, at: number, from: Member) {
  if (re2[at] !== '-' || re2[at + 1] === ']') {
    return undefined;
  }
  if (from.codePoint === undefined) {
    return undefined;
  }
  const to = readMember(re2, at + 1);
  return to?.codePoint === undefined ? undefined : to;
}
