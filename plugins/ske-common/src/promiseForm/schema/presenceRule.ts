type Value = boolean | number | Value[];
interface Scope {
  present: ReadonlySet<string>;
  variables: Readonly<Record<string, Value>>;
}
type Term = (scope: Scope) => Value;

/** Thrown for a rule that depends on more than the presence of properties. */
class OtherRule extends Error {}

const TOKEN =
  /\s*(?:(has\(\s*self\s*\.\s*[A-Za-z_]\w*\s*\)|self\s*\.\?\s*[A-Za-z_]\w*\s*\.\s*hasValue\(\s*\))|([A-Za-z_]\w*)|(\d+)|(&&|\|\||==|!=|<=|>=|[-!<>?:()[\].,+^]))/y;

/** `has(self.a)` and `self.?a.hasValue()`, without spaces. */
const PRESENCE = /^(?:has\(self\.(\w+)\)|self\.\?(\w+)\.hasValue\(\))$/;

/** Reads the part of CEL in which such rules are written. */
class RuleParser {
  readonly fields = new Set<string>();
  readonly #tokens: string[] = [];
  #at = 0;
  #isInBody = false;

  constructor(rule: string) {
    // Removes comments. A text may contain // too, but a text has quotes, and a rule with quotes is not read.
    const text = rule.replace(/\/\/[^\n]*/g, '').trim();
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < text.length) {
      const token = TOKEN.exec(text);
      if (!token) {
        throw new OtherRule();
      }
      this.#tokens.push(token[0].replace(/\s+/g, ''));
    }
  }

  parse(): Term {
    const term = this.#condition();
    if (this.#at < this.#tokens.length) {
      throw new OtherRule();
    }
    return term;
  }

  #take(...tokens: string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (!tokens.includes(token)) {
      return undefined;
    }
    this.#at += 1;
    return token;
  }

  #expect(token: string): void {
    if (!this.#take(token)) {
      throw new OtherRule();
    }
  }

  #condition(): Term {
    const test = this.#or();
    if (!this.#take('?')) {
      return test;
    }
    const then = this.#condition();
    this.#expect(':');
    const otherwise = this.#condition();
    return scope => (test(scope) === true ? then(scope) : otherwise(scope));
  }

  #or(): Term {
    let left = this.#and();
    while (this.#take('||')) {
      const [first, second] = [left, this.#and()];
      left = scope => first(scope) === true || second(scope) === true;
    }
    return left;
  }

  #and(): Term {
    let left = this.#comparison();
    while (this.#take('&&')) {
      const [first, second] = [left, this.#comparison()];
      left = scope => first(scope) === true && second(scope) === true;
    }
    return left;
  }

  #comparison(): Term {
    let left = this.#sum();
    for (;;) {
      const operator = this.#take('==', '!=', '<=', '>=', '<', '>');
      if (!operator) {
        return left;
      }
      const [first, second] = [left, this.#sum()];
      left = scope => compare(operator, first(scope), second(scope));
    }
  }

  #sum(): Term {
    let left = this.#negation();
    while (this.#take('+')) {
      const [first, second] = [left, this.#negation()];
      left = scope => Number(first(scope)) + Number(second(scope));
    }
    return left;
  }

  #negation(): Term {
    if (this.#take('!')) {
      const term = this.#negation();
      return scope => term(scope) !== true;
    }
    return this.#calls(this.#primary());
  }

  #primary(): Term {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    const [, has, optional] = PRESENCE.exec(token ?? '') ?? [];
    const field = unescapeName(has ?? optional ?? '');
    if (field) {
      this.fields.add(field);
      return ({ present }) => present.has(field);
    }
    if (token === '(') {
      const inner = this.#condition();
      this.#expect(')');
      return inner;
    }
    if (token === '[') {
      return this.#list();
    }
    if (token === 'size' && this.#take('(')) {
      const list = this.#condition();
      this.#expect(')');
      return scope => listOf(list(scope)).length;
    }
    if (token === 'true' || token === 'false') {
      return () => token === 'true';
    }
    if (/^\d+$/.test(token ?? '')) {
      return () => Number(token);
    }
    if (/^(?!self$)[A-Za-z_]\w*$/.test(token ?? '')) {
      return ({ variables }) => {
        if (!Object.hasOwn(variables, token)) {
          throw new OtherRule();
        }
        return variables[token];
      };
    }
    throw new OtherRule();
  }

  #list(): Term {
    const entries: Term[] = [];
    do {
      entries.push(this.#condition());
    } while (this.#take(','));
    this.#expect(']');
    return scope => entries.map(entry => entry(scope));
  }

  /** A macro within a macro is not read, because each level multiplies the time that the rule takes. */
  #body(): Term {
    if (this.#isInBody) {
      throw new OtherRule();
    }
    this.#isInBody = true;
    const body = this.#condition();
    this.#isInBody = false;
    return body;
  }

  /** `list.filter(x, x).size()`, `list.map(x, x ? 1 : 0).sum()` */
  #calls(target: Term): Term {
    if (!this.#take('.')) {
      return target;
    }
    const method = this.#tokens[this.#at];
    this.#at += 1;
    this.#expect('(');
    if (method === 'size' || method === 'sum') {
      this.#expect(')');
      return this.#calls(scope => {
        const list = listOf(target(scope));
        return method === 'size' ? list.length : sumOf(list);
      });
    }
    const variable = this.#tokens[this.#at];
    this.#at += 1;
    this.#expect(',');
    const body = this.#body();
    this.#expect(')');
    const withEntry = (scope: Scope, entry: Value) => ({
      ...scope,
      variables: { ...scope.variables, [variable]: entry },
    });
    const matches = (scope: Scope) =>
      listOf(target(scope)).filter(
        entry => body(withEntry(scope, entry)) === true,
      );
    switch (method) {
      case 'map':
        return this.#calls(scope =>
          listOf(target(scope)).map(entry => body(withEntry(scope, entry))),
        );
      case 'filter':
        return this.#calls(matches);
      case 'exists_one':
        return scope => matches(scope).length === 1;
      case 'exists':
        return scope => matches(scope).length > 0;
      case 'all':
        return scope => matches(scope).length === listOf(target(scope)).length;
      default:
        throw new OtherRule();
    }
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['underscores', '__'],
  ['dot', '.'],
  ['dash', '-'],
  ['slash', '/'],
]);

/** Translates a name in CEL to the name of the property: https://kubernetes.io/docs/reference/using-api/cel/#escaping */
function unescapeName(name: string): string {
  const [, keyword] = /^__([a-z]+)__$/.exec(name) ?? [];
  if (keyword && !ESCAPES.has(keyword)) {
    return keyword;
  }
  return name.replace(/__(underscores|dot|dash|slash)__/g, (_, what: string) =>
    ESCAPES.get(what)!,
  );
}

function listOf(value: Value): Value[] {
  if (!Array.isArray(value)) {
    throw new OtherRule();
  }
  return value;
}

function sumOf(list: Value[]): number {
  return list.reduce<number>((sum, entry) => sum + Number(entry), 0);
}

function compare(operator: string, left: Value, right: Value): boolean {
  switch (operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<=':
      return left <= right;
    case '>=':
      return left >= right;
    case '<':
      return left < right;
    default:
      return left > right;
  }
}

/** A rule that depends only on the presence of properties. */
export interface PresenceRule {
  fields: string[];
  isTrueFor(present: string[]): boolean;
  /** Whether the rule is true for an object that has these properties, and maybe others. */
  canBeTrueWith(present: string[]): boolean;
}

/** Longer rules are not read: a rule that only looks at presence is shorter. */
const MAX_LENGTH = 2000;

/** Each field doubles the number of cases to try. */
const MAX_FIELDS = 12;

/** All combinations of some names. Each combination keeps the order of the names. */
export function subsetsOf(names: readonly string[]): string[][] {
  return names.reduce<string[][]>(
    (subsets, name) => [
      ...subsets,
      ...subsets.map(subset => [...subset, name]),
    ],
    [[]],
  );
}

function keyOf(names: readonly string[]): string {
  return [...names].sort().join();
}

/** Results are cached: forms are created often, and each asks for a rule several times. */
const MAX_KNOWN = 1000;
const known = new Map<string, PresenceRule | undefined>();

/** Reads a CEL rule over `has(self.a)`. Undefined for a rule that depends on anything else. */
export function readPresenceRule(rule: string): PresenceRule | undefined {
  if (rule.length > MAX_LENGTH) {
    return undefined;
  }
  if (!known.has(rule)) {
    const parsed = parse(rule);
    if (known.size >= MAX_KNOWN) {
      known.clear();
    }
    known.set(rule, parsed);
  }
  return known.get(rule);
}

function parse(rule: string): PresenceRule | undefined {
  try {
    const parser = new RuleParser(rule);
    const evaluate = parser.parse();
    const fields = [...parser.fields];
    if (fields.length > MAX_FIELDS) {
      return undefined;
    }
    const accepted = subsetsOf(fields)
      .map(present => new Set(present))
      .filter(present => evaluate({ present, variables: {} }) === true);
    const keys = new Set(accepted.map(present => keyOf([...present])));
    return {
      fields,
      isTrueFor: present => keys.has(keyOf(present)),
      canBeTrueWith: present =>
        accepted.some(each => present.every(name => each.has(name))),
    };
  } catch (error) {
    if (error instanceof OtherRule) {
      return undefined;
    }
    throw error;
  }
}
