import { RegExpParser } from '@eslint-community/regexpp';
import { hasExponentialBacktracking } from './hasExponentialBacktracking';
import { translateRe2 } from './translateRe2';

/** Longer ones are left to the cluster: no person reads them, and looking at them costs more than it gives. */
const MAX_LENGTH = 1000;

/** Generated CRDs have the pattern of a quantity dozens of times, and every Promise is looked at again and again. */
const MAX_KNOWN = 1000;
const known = new Map<string, string | undefined>();

const parser = new RegExpParser({ ecmaVersion: 2022 });

/**
 * A pattern of a CRD, which is RE2, in the words of JavaScript with the flag `u`: it accepts no text that the cluster refuses, and none
 * that keeps a backtracking matcher busy for ever.
 *
 * Nothing is compiled or matched here (S41): the pattern is read by a parser.
 *
 * @returns undefined where JavaScript has no such pattern, or where matching could take exponential time: only the cluster can check it
 */
export function toJavaScriptPattern(re2: string): string | undefined {
  if (re2.length > MAX_LENGTH) {
    return undefined;
  }
  if (known.has(re2)) {
    return known.get(re2);
  }
  const pattern = translate(re2);
  if (known.size >= MAX_KNOWN) {
    known.clear();
  }
  known.set(re2, pattern);
  return pattern;
}

function translate(re2: string): string | undefined {
  const pattern = translateRe2(re2);
  if (pattern === undefined) {
    return undefined;
  }
  try {
    const tree = parser.parsePattern(pattern, 0, pattern.length, {
      unicode: true,
    });
    return hasExponentialBacktracking(tree) ? undefined : pattern;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}
