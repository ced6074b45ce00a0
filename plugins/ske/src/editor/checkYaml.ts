import {
  describeAmbiguousKey,
  printFieldPath,
  readAmbiguousScalar,
  toJavaScriptPattern,
  type FieldPath,
} from '@kratix-portal/plugin-ske-common';
import { isMap, isScalar, isSeq, type Scalar } from 'yaml';
import { asObject, isInexact, printPlain } from '../values';
import type { SyntaxReason } from '../yaml/describeSyntax';
import {
  childSchema,
  isOpen,
  typeOf,
  allowedValues,
  type Schema,
} from './schema';
import {
  keyOfPair,
  rangeOfNode,
  rangeOfPair,
  type SyntaxFault,
  type TextRange,
  type YamlSource,
} from './YamlSource';

/** The problems that the editor finds by itself. The cluster checks the object too; the editor only reports problems sooner. */
export type CheckCode =
  | 'syntax'
  | 'type'
  | 'value'
  | 'required'
  | 'unknown'
  | 'pattern'
  | 'minimum'
  | 'maximum'
  | 'length'
  | 'inexact'
  | 'ambiguous'
  | 'ambiguousKey';

/** A problem at a position of the text. */
export interface CheckProblem extends TextRange {
  code: CheckCode;
  severity: 'error' | 'warning';
  /** The field, as the API server writes it. */
  field: string;
  /** The values in the message, such as the expected type or the allowed values. */
  details: string;
  /** With `syntax`: why the text is not YAML. */
  syntax?: SyntaxReason;
}

/** The editor reports at most this many problems, because a longer list is not useful to read. */
const MOST_PROBLEMS = 100;

/** Finds what is not YAML, what YAML 1.1 and 1.2 read differently, and what the schema does not allow. */
export function checkYaml(source: YamlSource, schema?: Schema): CheckProblem[] {
  const faults = firstOfLines(source);
  if (faults.length > 0) {
    return faults.map(({ code, message, from, to }) => ({
      code: 'syntax',
      severity: 'error',
      field: '',
      details: '',
      syntax: { code, message },
      from,
      to,
    }));
  }
  const problems: CheckProblem[] = [];
  checkNode(source.root, schema, [], problem => problems.push(problem));
  return problems.slice(0, MOST_PROBLEMS);
}

/** One mistake breaks several rules of YAML, so only the first fault of a line is reported. A pasted text can have a hundred thousand faults in one line. */
function firstOfLines({ text, faults }: YamlSource): SyntaxFault[] {
  const seen = new Set<number>();
  let start = 0;
  let end = -1;
  return faults
    .filter(({ from }) => {
      if (from < start || from > end) {
        start = from === 0 ? 0 : text.lastIndexOf('\n', from - 1) + 1;
        end = text.indexOf('\n', from);
        end = end < 0 ? text.length : end;
      }
      return seen.size < seen.add(start).size;
    })
    .slice(0, MOST_PROBLEMS);
}

type Report = (problem: CheckProblem) => void;

function checkNode(
  node: unknown,
  schema: Schema | undefined,
  path: FieldPath,
  report: Report,
): void {
  const range = rangeOfNode(node);
  if (!range) {
    return;
  }
  const say = (
    code: CheckCode,
    details: string,
    at: TextRange = range,
    severity: CheckProblem['severity'] = 'error',
  ) => report({ code, severity, field: printFieldPath(path), details, ...at });
  if (isScalar(node)) {
    checkScalar(node, schema, say);
    return;
  }
  if (schema && !fits(schema, isMap(node) ? 'object' : 'array')) {
    say('type', typeOf(schema), firstLine(range));
    return;
  }
  if (isSeq(node)) {
    const items = asObject(schema?.items);
    node.items.forEach((item, index) =>
      checkNode(item, items, [...path, index], report),
    );
    return;
  }
  if (!isMap(node)) {
    return;
  }
  for (const pair of node.items) {
    const key = keyOfPair(pair);
    const here = [...path, key];
    const at = rangeOfNode(pair.key) ?? range;
    const inner = schema && childSchema(schema, key);
    const field = printFieldPath(here);
    if (isScalar(pair.key) && pair.key.type === 'PLAIN') {
      const source = pair.key.source ?? key;
      if (describeAmbiguousKey(source)) {
        report({
          code: 'ambiguousKey',
          severity: 'error',
          field,
          details: source,
          ...at,
        });
      }
    }
    if (schema && !inner && !isOpen(schema)) {
      report({
        code: 'unknown',
        severity: 'warning',
        field,
        details: key,
        ...at,
      });
    }
    checkNode(pair.value, inner, here, report);
  }
  const required = Array.isArray(schema?.required) ? schema.required : [];
  for (const name of required) {
    if (
      typeof name === 'string' &&
      !node.items.some(each => keyOfPair(each) === name)
    ) {
      const property = schema && childSchema(schema, name);
      // The cluster adds the default.
      if (property?.default === undefined) {
        say('required', name, firstKey(node) ?? firstLine(range));
      }
    }
  }
}

function checkScalar(
  node: Scalar,
  schema: Schema | undefined,
  say: (code: CheckCode, details: string, at?: TextRange) => void,
): void {
  const { value, source = '', type } = node;
  if (type === 'PLAIN') {
    const ambiguous = readAmbiguousScalar(source);
    if (ambiguous) {
      const { yaml11, yaml12 } = ambiguous;
      say('ambiguous', `${yaml11} / ${yaml12}`);
      return;
    }
  }
  if (isInexact(value)) {
    say('inexact', '');
    return;
  }
  if (!schema || value === null || value === undefined) {
    return;
  }
  const actual = typeof value === 'bigint' ? 'number' : typeof value;
  if (!fits(schema, actual, value)) {
    say('type', typeOf(schema));
    return;
  }
  if (Array.isArray(schema.enum) && !schema.enum.includes(value as never)) {
    say('value', allowedValues(schema).map(printPlain).join(', '));
  }
  if (typeof value === 'number') {
    checkNumber(value, schema, say);
  }
  if (typeof value === 'string') {
    checkText(value, schema, say);
  }
}

function checkNumber(
  value: number,
  { minimum, maximum }: Schema,
  say: (code: CheckCode, details: string) => void,
): void {
  if (typeof minimum === 'number' && value < minimum) {
    say('minimum', String(minimum));
  }
  if (typeof maximum === 'number' && value > maximum) {
    say('maximum', String(maximum));
  }
}

function checkText(
  value: string,
  { pattern, minLength, maxLength }: Schema,
  say: (code: CheckCode, details: string) => void,
): void {
  const { length } = [...value];
  if (
    (typeof minLength === 'number' && length < minLength) ||
    (typeof maxLength === 'number' && length > maxLength)
  ) {
    say('length', `${minLength ?? 0} – ${maxLength ?? '∞'}`);
  }
  if (typeof pattern === 'string' && !matches(value, pattern)) {
    say('pattern', pattern);
  }
}

/** Only the cluster checks a pattern that JavaScript does not support, or with which a test could freeze the browser. */
function matches(value: string, pattern: string): boolean {
  const translated = toJavaScriptPattern(pattern);
  return translated === undefined || new RegExp(translated, 'u').test(value);
}

function fits(schema: Schema, actual: string, value?: unknown): boolean {
  if (schema['x-kubernetes-int-or-string'] === true) {
    return actual === 'string' || Number.isInteger(value);
  }
  switch (schema.type) {
    case 'integer':
      return actual === 'number' && Number.isInteger(Number(value));
    case 'number':
    case 'string':
    case 'boolean':
    case 'object':
    case 'array':
      return schema.type === actual;
    default:
      return true;
  }
}

/** Otherwise a whole mapping would be underlined. */
function firstKey(node: unknown): TextRange | undefined {
  const [first] = isMap(node) ? node.items : [];
  return first && (rangeOfNode(first.key) ?? rangeOfPair(first));
}

function firstLine({ from, to }: TextRange): TextRange {
  return { from, to: Math.min(to, from + 1) };
}
