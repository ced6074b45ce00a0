/** A part of a pattern: the texts that match it, the shortest first, and how often it may be repeated. */
interface Part {
  readonly texts: readonly string[];
  readonly least: number;
}

/** Characters of classes such as `[a-z]` and escapes such as `\d`. An example uses the first of them. */
const ESCAPES: Record<string, string> = {
  d: '0123456789',
  w: 'abcdefghij',
  s: ' ',
  D: 'a',
  W: '-',
  S: 'a',
  t: '\t',
  n: '\n',
};
const PREFERRED =
  'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. /';

/** Reads a pattern from its start to its end. */
class PatternReader {
  readonly #pattern: string;
  readonly #index: number;
  #at = 0;

  constructor(pattern: string, index: number) {
    this.#pattern = pattern;
    this.#index = index;
  }

  /** One text for each alternative. */
  alternatives(): string[] {
    const texts = [this.#sequence()];
    while (this.#pattern[this.#at] === '|') {
      this.#at += 1;
      texts.push(this.#sequence());
    }
    return texts;
  }

  #sequence(): string {
    let text = '';
    while (this.#at < this.#pattern.length && !this.#is('|', ')')) {
      const { texts, least } = this.#part();
      text += (texts[0] ?? '').repeat(Math.min(least, 300));
    }
    return text;
  }

  #part(): Part {
    const texts = this.#atom();
    return { texts, least: this.#repetition() };
  }

  #atom(): readonly string[] {
    const char = this.#next();
    switch (char) {
      case '^':
      case '$':
        return [];
      case '.':
        return ['a'];
      case '(':
        return this.#group();
      case '[':
        return [this.#pick(this.#characters())];
      case '\\': {
        const escaped = this.#next();
        if (escaped === 'b' || escaped === 'B') {
          return [];
        }
        return [this.#pick(ESCAPES[escaped] ?? escaped)];
      }
      default:
        return [char];
    }
  }

  #group(): readonly string[] {
    let isAssertion = false;
    if (this.#is('?')) {
      isAssertion = /^\?(?:[=!]|<[=!])/.test(this.#pattern.slice(this.#at));
      const [start] = /^\?(?::|[=!]|<[=!]|P?<\w+>|[a-z]*:)/.exec(
        this.#pattern.slice(this.#at),
      ) ?? ['?'];
      this.#at += start.length;
    }
    const texts = this.alternatives();
    this.#at += 1;
    return isAssertion ? [] : texts;
  }

  /** The characters of a class that are preferred. */
  #characters(): string {
    const isNegated = this.#is('^');
    this.#at += Number(isNegated);
    let source = isNegated ? '^' : '';
    let isFirst = true;
    while (this.#at < this.#pattern.length && (isFirst || !this.#is(']'))) {
      const char = this.#next();
      source += char === '\\' ? char + this.#next() : char;
      isFirst = false;
    }
    this.#at += 1;
    try {
      const expression = new RegExp(`[${source}]`);
      return [...PREFERRED].filter(each => expression.test(each)).join('');
    } catch {
      return '';
    }
  }

  /** How often the part before is repeated at least. */
  #repetition(): number {
    const [text, least] =
      /^(?:\{(\d+)(?:,\d*)?\}|[*+?])\??/.exec(this.#pattern.slice(this.#at)) ??
      [];
    if (text === undefined) {
      return 1;
    }
    this.#at += text.length;
    if (least !== undefined) {
      return Number(least);
    }
    return text.startsWith('+') ? 1 : 0;
  }

  #pick(characters: string): string {
    return characters[this.#index % (characters.length || 1)] ?? '';
  }

  #next(): string {
    const char = this.#pattern[this.#at] ?? '';
    this.#at += 1;
    return char;
  }

  #is(...characters: string[]): boolean {
    return characters.includes(this.#pattern[this.#at] ?? '');
  }
}

/**
 * Makes up texts for a pattern that is built of letters, classes, groups, alternatives and repetitions. The caller tests them against the pattern,
 * because other parts, such as lookaheads, are ignored.
 *
 * @param index - the texts for two indexes differ if a class of characters in the pattern allows it
 */
export function textForPattern(pattern: string, index = 0): string[] {
  const reader = new PatternReader(pattern, index);
  return reader.alternatives().slice(0, 20);
}
