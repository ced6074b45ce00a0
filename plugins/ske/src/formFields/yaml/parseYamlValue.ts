import type { JsonObject, JsonValue } from '@backstage/types';
import {
  describeAmbiguousKey,
  describeAmbiguousScalar,
  readAmbiguousScalar,
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

/** The parsed value (undefined for an empty text), or the reason why the text cannot be parsed. */
export type ParsedYaml = { value: JsonValue | undefined } | { error: string };

/** This is more than a field needs, and short enough to be parsed at each keystroke. */
const MAX_LENGTH = 200_000;

const WORDS: Partial<Record<ErrorCode, string>> = {
  DUPLICATE_KEY: 'A key appears twice.',
  MULTIPLE_DOCS: 'There is more than one document.',
  TAB_AS_INDENT: 'Indent with spaces, not with tabs.',
};

/**
 * Parses YAML 1.2 into plain JSON. Everything that JSON does not have is an error, so that nothing is lost or changed on the way. A value that YAML 1.1
 * (and so kubectl) reads differently is an error as well.
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
  const document = parseDocument(text, {
    lineCounter: lines,
    schema: 'core',
    version: '1.2',
    merge: false,
    resolveKnownTags: false,
    stringKeys: true,
    intAsBigInt: true,
    prettyErrors: true,
    // Keeps the parser from logging warnings. `silent` would also hide the error that there is more than one document.
    logLevel: 'error',
  });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) {
    const line = problem.linePos?.[0].line;
    const words = WORDS[problem.code] ?? describeProblem(problem.message);
    return { error: line ? `Line ${line}: ${words}` : words };
  }
  const ambiguity = findAmbiguity(document, lines);
  if (ambiguity) {
    return { error: ambiguity };
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

/** The first value or key that YAML 1.1 and YAML 1.2 read differently. */
function findAmbiguity(
  document: Document<ParsedNode>,
  lines: LineCounter,
): string | undefined {
  let found: string | undefined;
  visit(document, {
    Scalar(role, node, path) {
      if (node.type !== Scalar.PLAIN || node.source === undefined) {
        return undefined;
      }
      const problem =
        role === 'key'
          ? describeAmbiguousKey(node.source)
          : describeAmbiguousScalar(node.source);
      if (problem === undefined) {
        return undefined;
      }
      const { line } = lines.linePos(node.range?.[0] ?? 0);
      found = `Line ${line}: ${role === 'key' ? node.source : nameOf(path)} ${problem}.`;
      return visit.BREAK;
    },
  });
  return found;
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
    : `${message.replace(/\.$/, '')}.`;
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
      if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) {
        throw new NotJson(
          `${value} would lose digits; write it in quotes if text is meant.`,
        );
      }
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
  if (value === undefined) {
    return '';
  }
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_, node) {
      // Without quotes, YAML 1.1 would read it differently.
      if (typeof node.value === 'string' && readAmbiguousScalar(node.value)) {
        node.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document.toString({ lineWidth: 0 });
}
