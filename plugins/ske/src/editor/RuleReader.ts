import { negate, OTHER, type RuleCondition } from './RuleCondition';
import type { FieldPath } from '@kratix-portal/plugin-ske-common';

/** A part of an expression: a value of the object, or a condition. */
type Part =
  | { readonly type: 'value'; readonly of: string; readonly path: FieldPath }
  | RuleCondition;

/** Deeper rules are not read: the cluster checks them. */
const MOST_DEPTH = 40;

/** Kubernetes uses these escapes for special characters in names. */
const SIGNS: Readonly<Record<string, string>> = {
  underscores: '__',
  dot: '.',
  dash: '-',
  slash: '/',
};

/** The rule is not CEL, or is too deep. */
export class UnreadableRule extends Error {}

/** Reads the operators of CEL by their precedence. Calls, arithmetic and literals are `other`. */
export class RuleReader {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  read(): RuleCondition {
    const part = toCondition(this.#expression());
    if (this.#at < this.#tokens.length) {
      throw new UnreadableRule();
    }
    return part;
  }

  #expression(): Part {
    this.#depth += 1;
    if (this.#depth > MOST_DEPTH) {
      throw new UnreadableRule();
    }
    const part = this.#choice();
    this.#depth -= 1;
    return part;
  }

  #choice(): Part {
    const condition = this.#any();
    if (!this.#take('?')) {
      return condition;
    }
    const then = this.#expression();
    this.#expect(':');
    const otherwise = this.#expression();
    const known = toCondition(condition);
    if (known.type === 'all' || known.type === 'any') {
      // `c ? a : b` becomes a condition that contains `c` twice, so nested choices would make it too large.
      return OTHER;
    }
    return {
      type: 'all',
      parts: [
        { type: 'any', parts: [negate(known), toCondition(then)] },
        { type: 'any', parts: [known, toCondition(otherwise)] },
      ],
    };
  }

  #any(): Part {
    return this.#joined('||', 'any', () =>
      this.#joined('&&', 'all', () => this.#relation()),
    );
  }

  #joined(sign: string, type: 'all' | 'any', next: () => Part): Part {
    const first = next();
    const parts = [toCondition(first)];
    while (this.#take(sign)) {
      parts.push(toCondition(next()));
    }
    return parts.length === 1 ? first : { type, parts };
  }

  #relation(): Part {
    let left = this.#sum();
    for (;;) {
      const sign = this.#takeOne('==', '!=', '<', '>', '<=', '>=', 'in');
      if (!sign) {
        return left;
      }
      const right = this.#sum();
      left =
        sign === '==' || sign === '!=' ? compare(left, right, sign) : OTHER;
    }
  }

  #sum(): Part {
    let part = this.#unary();
    while (this.#takeOne('+', '-', '*', '/', '%')) {
      this.#unary();
      part = OTHER;
    }
    return part;
  }

  #unary(): Part {
    let isNegated = false;
    let isOther = false;
    for (
      let sign = this.#takeOne('!', '-');
      sign;
      sign = this.#takeOne('!', '-')
    ) {
      isNegated = sign === '!' ? !isNegated : isNegated;
      isOther ||= sign === '-';
    }
    const part = this.#member();
    if (isOther) {
      return OTHER;
    }
    return isNegated ? negate(toCondition(part)) : part;
  }

  #member(): Part {
    let part = this.#primary();
    for (;;) {
      if (this.#take('.')) {
        part = this.#field(part);
      } else if (this.#take('[')) {
        const text = readText(this.#tokens[this.#at]);
        const start = this.#at;
        this.#expression();
        const isText = text !== undefined && this.#at === start + 1;
        this.#expect(']');
        part = isText ? below(part, text) : OTHER;
      } else {
        return part;
      }
    }
  }

  #field(part: Part): Part {
    const name = this.#next();
    if (!this.#take('(')) {
      return below(part, unescapeName(name));
    }
    const count = this.#list(')');
    if (count > 0 || part.type !== 'value' || part.of !== 'oldSelf') {
      return OTHER;
    }
    // A rule with `optionalOldSelf` has to ask for the value.
    switch (name) {
      case 'value':
        return part;
      case 'hasValue':
        return { type: 'present', path: part.path };
      default:
        return OTHER;
    }
  }

  #primary(): Part {
    const token = this.#next();
    if (token === '(') {
      const part = this.#expression();
      this.#expect(')');
      return part;
    }
    if (token === '[' || token === '{') {
      this.#list(token === '[' ? ']' : '}');
      return OTHER;
    }
    if (token === 'has' && this.#take('(')) {
      const part = this.#expression();
      this.#expect(')');
      return part.type === 'value'
        ? { type: 'present', path: part.path }
        : OTHER;
    }
    if (!/^[\w"']/.test(token)) {
      throw new UnreadableRule();
    }
    if (this.#take('(')) {
      this.#list(')');
      return OTHER;
    }
    return token === 'self' || token === 'oldSelf'
      ? { type: 'value', of: token, path: [] }
      : OTHER;
  }

  /** Reads arguments, or the entries of a literal, and returns how many there are. */
  #list(end: string): number {
    let count = 0;
    while (!this.#take(end)) {
      this.#expression();
      if (end === '}') {
        this.#expect(':');
        this.#expression();
      }
      count += 1;
      if (!this.#take(',') && this.#tokens[this.#at] !== end) {
        throw new UnreadableRule();
      }
    }
    return count;
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) {
      throw new UnreadableRule();
    }
    this.#at += 1;
    return token;
  }

  #take(token: string): boolean {
    return this.#takeOne(token) !== undefined;
  }

  #takeOne(...tokens: string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || !tokens.includes(token)) {
      return undefined;
    }
    this.#at += 1;
    return token;
  }

  #expect(token: string): void {
    if (!this.#take(token)) {
      throw new UnreadableRule();
    }
  }
}

/** A value that is used as a condition is a boolean of which nothing is known. */
function toCondition(part: Part): RuleCondition {
  return part.type === 'value' ? OTHER : part;
}

function compare(left: Part, right: Part, sign: '==' | '!='): RuleCondition {
  const isSame =
    left.type === 'value' &&
    right.type === 'value' &&
    left.of !== right.of &&
    JSON.stringify(left.path) === JSON.stringify(right.path);
  return isSame
    ? { type: sign === '==' ? 'same' : 'different', path: left.path }
    : OTHER;
}

function below(part: Part, name: string): Part {
  return part.type === 'value'
    ? { ...part, path: [...part.path, name] }
    : OTHER;
}

/** The text of a literal without escapes. */
function readText(token: string | undefined): string | undefined {
  return token !== undefined && /^(["'])[^\\]*\1$/.test(token)
    ? token.slice(1, -1)
    : undefined;
}

/** Kubernetes escapes the names of fields that are not names in CEL. */
function unescapeName(name: string): string {
  const reserved = /^__([a-z]+)__$/.exec(name);
  return name
    .replace(
      /__(underscores|dot|dash|slash)__/g,
      (_, word: string) => SIGNS[word],
    )
    .replace(/^__([a-z]+)__$/, reserved && !SIGNS[reserved[1]] ? '$1' : '$&');
}
