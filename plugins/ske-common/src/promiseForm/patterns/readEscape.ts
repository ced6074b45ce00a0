/** An escape, written in JavaScript. */
export interface Escape {
  /** The text outside brackets. */
  outside: string;
  /** The text within brackets; absent if JavaScript does not allow it there. */
  inside?: string;
  /** The character that the escape stands for; absent for a set of characters. */
  codePoint?: number;
  /** Its length in RE2. */
  length: number;
}

/** RE2's `\s`. JavaScript's `\s` also contains the spaces of Unicode. */
const SPACES = '\\t\\n\\f\\r ';

const GENERAL_CATEGORY =
  /^(?:L[ulmto]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?)$/;

const CONTROLS: Record<string, number> = {
  a: 0x07,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  v: 0x0b,
};

/** Reads the escape that starts at `at`. */
export function readEscape(re2: string, at: number): Escape | undefined {
  const letter = re2[at + 1];
  if (letter === undefined) {
    return undefined;
  }
  if (letter in CONTROLS) {
    return character(CONTROLS[letter], 2);
  }
  switch (letter) {
    case 'd':
    case 'D':
    case 'w':
    case 'W':
      return { outside: `\\${letter}`, inside: `\\${letter}`, length: 2 };
    case 's':
      return { outside: `[${SPACES}]`, inside: SPACES, length: 2 };
    case 'S':
      return { outside: `[^${SPACES}]`, length: 2 };
    case 'b':
    case 'B':
      return { outside: `\\${letter}`, length: 2 };
    case 'A':
      return { outside: '^', length: 2 };
    case 'z':
      return { outside: '$', length: 2 };
    case 'x':
      return readHex(re2, at);
    case 'p':
    case 'P':
      return readProperty(re2, at);
    default:
      return /[\x21-\x7e]/.test(letter) && !/[A-Za-z0-9]/.test(letter)
        ? character(letter.codePointAt(0)!, 2)
        : undefined;
  }
}

function readHex(re2: string, at: number): Escape | undefined {
  const found = /^\\x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})/.exec(
    re2.slice(at, at + 12),
  );
  if (!found) {
    return undefined;
  }
  const codePoint = parseInt(found[1] ?? found[2], 16);
  return codePoint <= 0x10ffff
    ? character(codePoint, found[0].length)
    : undefined;
}

function readProperty(re2: string, at: number): Escape | undefined {
  const found = /^\\([pP])(?:([A-Z])|\{(\^?)(\w+)\})/.exec(
    re2.slice(at, at + 40),
  );
  const category = found?.[2] ?? found?.[4] ?? '';
  if (!found || found[3] || !GENERAL_CATEGORY.test(category)) {
    return undefined;
  }
  const text = `\\${found[1]}{${category}}`;
  return { outside: text, inside: text, length: found[0].length };
}

function character(codePoint: number, length: number): Escape {
  return {
    outside: writeCharacter(codePoint, /[\^$\\.*+?()[\]{}|/]/),
    inside: writeCharacter(codePoint, /[\\\]\[\^-]/),
    codePoint,
    length,
  };
}

/** Writes one character: a special character with a backslash, an invisible character as its number. */
export function writeCharacter(codePoint: number, special: RegExp): string {
  const char = String.fromCodePoint(codePoint);
  if (special.test(char)) {
    return `\\${char}`;
  }
  const isPlain = codePoint >= 0x20 && codePoint !== 0x7f;
  return isPlain ? char : `\\x${codePoint.toString(16).padStart(2, '0')}`;
}
