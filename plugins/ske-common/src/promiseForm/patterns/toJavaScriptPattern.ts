import { RegExpParser } from '@eslint-community/regexpp';
import { hasExponentialBacktracking } from './hasExponentialBacktracking';
import { translateRe2 } from './translateRe2';

/** Longer patterns are left to the cluster, because analysing them takes too long. */
const MAX_LENGTH = 1000;

/** Results are cached: generated CRDs repeat the pattern of a quantity dozens of times, and forms are created often. */
const MAX_KNOWN = 1000;
const known = new Map<string, string | undefined>();

const parser = new RegExpParser({ ecmaVersion: 2022 });

/**
 * Translates a pattern of a CRD from RE2 to JavaScript with the flag `u`. The result accepts no text that the cluster rejects, and it cannot
 * backtrack endlessly.
 *
 * A parser reads the pattern; nothing is compiled or matched here (S41).
 *
 * @returns undefined if JavaScript has no such pattern, or if matching could take exponential time. Only the cluster can check such a pattern.
 * @public
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
