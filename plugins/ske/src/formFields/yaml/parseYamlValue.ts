import type { JsonObject, JsonValue } from '@backstage/types';
import { parseDocument, stringify, type ErrorCode } from 'yaml';

/** The value of a text, undefined for an empty one, or why it has none. */
export type ParsedYaml = { value: JsonValue | undefined } | { error: string };

/** More than any field takes, and few enough to be read at each key. */
const MAX_LENGTH = 200_000;

const WORDS: Partial<Record<ErrorCode, string>> = {
  DUPLICATE_KEY: 'A key is there twice.',
  MULTIPLE_DOCS: 'There is more than one document.',
  TAB_AS_INDENT: 'Lines are indented by spaces, not by tabs.',
};

/** Reads YAML 1.2 as plain JSON. What JSON does not have is an error, as nothing may be lost or changed on the way. */
export function parseYamlValue(text: string): ParsedYaml {
  if (text.trim() === '') {
    return { value: undefined };
  }
  if (text.length > MAX_LENGTH) {
    return { error: 'The text is too long.' };
  }
  const document = parseDocument(text, {
    schema: 'core',
    version: '1.2',
    merge: false,
    resolveKnownTags: false,
    stringKeys: true,
    intAsBigInt: true,
    prettyErrors: true,
    // Less would hide errors as well.
    logLevel: 'error',
  });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) {
    const line = problem.linePos?.[0].line;
    const words = WORDS[problem.code] ?? describeProblem(problem.message);
    return { error: line ? `Line ${line}: ${words}` : words };
  }
  try {
    return { value: toJson(document.toJS({ maxAliasCount: 0 })) };
  } catch (error) {
    return { error: describe(error as Error) };
  }
}

/** Uses the parser's words, except for those that only experts of YAML's grammar understand. */
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
        throw new NotJson('A text has a character that cannot be sent.');
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
export function toYamlText(value: JsonValue | undefined): string {
  if (value === undefined) {
    return '';
  }
  return stringify(value, {
    schema: 'core',
    version: '1.2',
    lineWidth: 0,
    aliasDuplicateObjects: false,
  });
}
