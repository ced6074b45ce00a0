import type { JsonObject, JsonValue } from '@backstage/types';
import {
  describeAmbiguousKey,
  describeAmbiguousScalar,
  withoutStackTraces,
} from '@kratix-portal/plugin-ske-common';
import {
  Document,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  Scalar,
  visit,
  type ErrorCode,
  type ParsedNode,
} from 'yaml';
import { findDoubleKey } from '../../yaml/findDoubleKey';
import { HIDDEN_CHARACTER } from '../../yaml/needsQuotes';
import { isInexact } from '../../values';
import { writeYaml } from '../../yaml/writeYaml';

/** The parsed value (undefined for an empty text), or the reason why the text cannot be parsed. */
export type ParsedYaml = { value: JsonValue | undefined } | { error: string };

/** This is more than a field needs, and short enough to be parsed at each keystroke. */
const MAX_LENGTH = 200_000;

const TEXT_TAG = 'tag:yaml.org,2002:str';

/** Longer messages quote the text. */
const MAX_MESSAGE_LENGTH = 200;

const WORDS: Partial<Record<ErrorCode, string>> = {
  MULTIPLE_DOCS: 'There is more than one document.',
  NON_STRING_KEY:
    'A key must be a text. Put a value that starts with {{ in quotes.',
  RESOURCE_EXHAUSTION: 'The text is nested too deeply.',
  TAB_AS_INDENT: 'Indent with spaces, not with tabs.',
};

/**
 * Parses YAML 1.2 into plain JSON. Everything that JSON does not have is an error, so that nothing is lost or changed by the conversion. A value that
 * YAML 1.1 (and so kubectl) reads differently is an error as well.
 */
export function parseYamlValue(
  text: string,
  mostCharacters = MAX_LENGTH,
): ParsedYaml {
  if (text.trim() === '') {
    return { value: undefined };
  }
  if (text.length > mostCharacters) {
    return {
      error: `The text has ${print(text.length)} characters, which is more than the limit of ${print(mostCharacters)}.`,
    };
  }
  const lines = new LineCounter();
  const document = withoutStackTraces(() =>
    parseDocument(text, {
      lineCounter: lines,
      schema: 'core',
      version: '1.2',
      merge: false,
      resolveKnownTags: false,
      stringKeys: true,
      intAsBigInt: true,
      // Both options take quadratic time: a pasted text with many faults would freeze the browser for a minute.
      prettyErrors: false,
      uniqueKeys: false,
      // Keeps the parser from logging warnings. `silent` would also hide the error that there is more than one document.
      logLevel: 'error',
    }),
  );
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) {
    const { line } = lines.linePos(problem.pos[0]);
    const words = WORDS[problem.code] ?? describeProblem(problem.message);
    return { error: line ? `Line ${line}: ${words}` : words };
  }
  if (isBlank(document)) {
    return { value: undefined };
  }
  const fault = findFault(document, lines);
  if (fault) {
    return { error: fault };
  }
  try {
    return { value: toJson(document.toJS({ maxAliasCount: 0 })) };
  } catch (error) {
    return { error: describe(error as Error) };
  }
}

function print(count: number): string {
  return count.toLocaleString('en');
}

/** Whether a document has only comments or markers. In that case the user has removed the value; a null value is written as `null`. */
function isBlank({ contents }: Document<ParsedNode>): boolean {
  return (
    contents === null ||
    (isScalar(contents) && contents.value === null && contents.source === '')
  );
}

/** The first key that appears twice, value or key that YAML 1.1 and YAML 1.2 read differently, or text with a space or mark that looks like an ordinary space. */
function findFault(
  document: Document<ParsedNode>,
  lines: LineCounter,
): string | undefined {
  let found: string | undefined;
  const report = (node: Pick<Scalar, 'range'>, problem: string) => {
    const { line } = lines.linePos(node.range?.[0] ?? 0);
    found = `Line ${line}: ${problem}.`;
    return visit.BREAK;
  };
  const double = findDoubleKey(document.contents);
  if (double) {
    report(double, 'A key appears twice');
    return found;
  }
  visit(document, {
    Scalar(role, node, path) {
      const { source, type, tag } = node;
      const inexact = role === 'key' ? undefined : describeInexact(node);
      if (type !== Scalar.PLAIN || source === undefined || tag === TEXT_TAG) {
        return inexact === undefined
          ? undefined
          : report(node, `${nameOf(path)} ${inexact}`);
      }
      if (HIDDEN_CHARACTER.test(source)) {
        return report(
          node,
          `${JSON.stringify(source.slice(0, 40))} has a space or a mark that YAML does not read as a space, such as one that was copied from a web page; type a usual space, or put the text in quotes`,
        );
      }
      if (role === 'key') {
        const problem = describeAmbiguousKey(source);
        return problem === undefined
          ? undefined
          : report(node, `${source || '""'} ${problem}`);
      }
      const problem = describeAmbiguousScalar(source) ?? inexact;
      return problem === undefined
        ? undefined
        : report(node, `${nameOf(path)} ${problem}`);
    },
  });
  return found;
}

/** Such as `9007199254740993` and `1e20`: the backend rejects both. */
function describeInexact({ value, source }: Scalar): string | undefined {
  const isWhole = typeof value === 'bigint' || Number.isInteger(value);
  return isWhole && isInexact(Number(value))
    ? `is ${source}, which would lose digits; put it in quotes if text is meant, or use kubectl`
    : undefined;
}

function nameOf(path: readonly unknown[]): string {
  const pair = path.findLast(isPair);
  return isScalar(pair?.key) ? String(pair.key.value) : 'The value';
}

/** Returns the parser's message, but rewords the message about a missing bracket, which is hard to read without knowledge of YAML's grammar. */
function describeProblem(text: string): string {
  const [message] = text.split(/ at line |\n/);
  const [, closing] = /end with a ([\]}])$/.exec(message) ?? [];
  return closing
    ? `A "${closing}" is missing, or a line before it is not indented.`
    : `${message.slice(0, MAX_MESSAGE_LENGTH).replace(/\.$/, '')}.`;
}

class NotJson extends Error {}

function toJson(value: unknown): JsonValue {
  switch (typeof value) {
    case 'string':
      if (value.includes('\u0000') || /\p{Surrogate}/u.test(value)) {
        throw new NotJson(
          'A string contains a NUL character or half of a surrogate pair, which cannot be sent; remove it.',
        );
      }
      return value;
    case 'boolean':
      return value;
    case 'bigint':
      return Number(value);
    case 'number':
      if (!Number.isFinite(value)) {
        throw new NotJson(`${value} is not a number that can be sent.`);
      }
      return value;
    default:
      return toCollection(value);
  }
}

function toCollection(value: unknown): JsonValue {
  if (value === null) {
    return null;
  }
  if (Array.isArray(value)) {
    return value.map(toJson);
  }
  const entries = Object.entries(value as object);
  if (entries.some(([key]) => key === '__proto__')) {
    throw new NotJson('The key __proto__ is not allowed.');
  }
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, toJson(inner)]),
  ) as JsonObject;
}

function describe(error: Error): string {
  if (error instanceof NotJson) {
    return error.message;
  }
  return error instanceof ReferenceError
    ? 'Aliases (*name) are not allowed; write the value out.'
    : error.message;
}

/** Writes a value as the text of its field. */
export function printYamlValue(value: JsonValue | undefined): string {
  return value === undefined ? '' : writeYaml(value);
}
