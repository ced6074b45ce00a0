import type { AST } from '@eslint-community/regexpp';

/** Ranges of code points, including both ends. */
export type Ranges = Array<[min: number, max: number]>;

const EVERYTHING: Ranges = [[0, 0x10ffff]];
const DIGITS: Ranges = [[0x30, 0x39]];
const WORD: Ranges = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];

/** Returns the characters that a part of a pattern reads. If these are not known exactly, it returns more characters than that. */
export function rangesOf(
  part: AST.Element | AST.CharacterClassElement,
): Ranges {
  switch (part.type) {
    case 'Character':
      return [[part.value, part.value]];
    case 'CharacterClassRange':
      return [[part.min.value, part.max.value]];
    case 'CharacterClass': {
      const ranges = part.elements.flatMap(rangesOf);
      return part.negate ? complement(ranges) : ranges;
    }
    case 'CharacterSet':
      return rangesOfSet(part);
    default:
      return EVERYTHING;
  }
}

function rangesOfSet(set: AST.CharacterSet): Ranges {
  if (set.kind !== 'digit' && set.kind !== 'word') {
    return EVERYTHING;
  }
  const ranges = set.kind === 'digit' ? DIGITS : WORD;
  return set.negate ? complement(ranges) : ranges;
}

function complement(ranges: Ranges): Ranges {
  const sorted = [...ranges].sort(([left], [right]) => left - right);
  const result: Ranges = [];
  let next = 0;
  for (const [min, max] of sorted) {
    if (min > next) {
      result.push([next, min - 1]);
    }
    next = Math.max(next, max + 1);
  }
  if (next <= 0x10ffff) {
    result.push([next, 0x10ffff]);
  }
  return result;
}

export function overlap(left: Ranges, right: Ranges): boolean {
  return left.some(([min, max]) =>
    right.some(([otherMin, otherMax]) => min <= otherMax && otherMin <= max),
  );
}
