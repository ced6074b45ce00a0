import type { JsonObject, JsonValue } from '@backstage/types';
import {
  Document,
  isScalar,
  LineCounter,
  Scalar,
  visit,
  type ParsedNode,
} from 'yaml';
import { isInexact } from '../../values';
import type { Words } from '../../words';
import {
  describeAmbiguity,
  findAmbiguity,
  nameAt,
  TEXT_TAG,
} from '../../yaml/ambiguity';
import { describeSyntax } from '../../yaml/describeSyntax';
import { findDoubleKey } from '../../yaml/findDoubleKey';
import { HIDDEN_CHARACTER } from '../../yaml/needsQuotes';
import { parseText } from '../../yaml/parseText';
import { writeYaml } from '../../yaml/writeYaml';

/** The parsed value (undefined for an empty text), or the reason why the text cannot be parsed. */
export type ParsedYaml = { value: JsonValue | undefined } | { error: string };

/** More characters than a field needs, and few enough to be parsed at each keystroke. */
const MAX_LENGTH = 200_000;

/**
 * Parses YAML 1.2 into plain JSON. Everything that JSON does not have is an error, so that nothing is lost or changed by the conversion. A value that
 * YAML 1.1 (and so kubectl) reads differently is an error as well.
 */
export function parseYamlValue(
  text: string,
  t: Words,
  mostCharacters = MAX_LENGTH,
): ParsedYaml {
  if (text.trim() === '') {
    return { value: undefined };
  }
  if (text.length > mostCharacters) {
    return {
      error: t('form.yaml.tooLong', {
        length: print(t, text.length),
        limit: print(t, mostCharacters),
      }),
    };
  }
  const lines = new LineCounter();
  const document = parseText(text, {
    lineCounter: lines,
    schema: 'core',
    version: '1.2',
    merge: false,
    resolveKnownTags: false,
    stringKeys: true,
    intAsBigInt: true,
    // Keeps the parser from logging warnings. `silent` would also hide the error that there is more than one document.
    logLevel: 'error',
  });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) {
    const { line } = lines.linePos(problem.pos[0]);
    const words = describeSyntax(t, problem);
    return { error: line ? atLine(t, line, words) : words };
  }
  if (isBlank(document)) {
    return { value: undefined };
  }
  const fault = findFault(t, document, lines);
  if (fault) {
    return { error: fault };
  }
  try {
    return { value: toJson(t, document.toJS({ maxAliasCount: 0 })) };
  } catch (error) {
    return { error: describe(t, error as Error) };
  }
}

function print(t: Words, count: number): string {
  return count.toLocaleString(t('parts.language'));
}

function atLine(t: Words, line: number, problem: string): string {
  return t('form.yaml.atLine', { line: String(line), problem });
}

/** Whether a document has only comments or markers. In that case the user has removed the value; a null value is written as `null`. */
function isBlank({ contents }: Document<ParsedNode>): boolean {
  return (
    contents === null ||
    (isScalar(contents) && contents.value === null && contents.source === '')
  );
}

/** Finds the first fault: a key that appears twice, a value or key that YAML 1.1 and YAML 1.2 read differently, or a text with an unusual space. */
function findFault(
  t: Words,
  document: Document<ParsedNode>,
  lines: LineCounter,
): string | undefined {
  let found: string | undefined;
  const place = ({ range }: Pick<Scalar, 'range'>, problem: string) =>
    atLine(t, lines.linePos(range?.[0] ?? 0).line, problem);
  const report = (node: Pick<Scalar, 'range'>, problem: string) => {
    found = place(node, `${problem}.`);
    return visit.BREAK;
  };
  const double = findDoubleKey(document.contents);
  if (double) {
    return place(double, t('yaml.syntax.double'));
  }
  visit(document, {
    Scalar(role, node, path) {
      const { source, type, tag } = node;
      if (type === Scalar.PLAIN && source !== undefined && tag !== TEXT_TAG) {
        if (HIDDEN_CHARACTER.test(source)) {
          const shown = JSON.stringify(source.slice(0, 40));
          return report(node, t('form.yaml.hidden', { text: shown }));
        }
        const ambiguity = findAmbiguity(role, source, path);
        if (ambiguity) {
          return report(node, describeAmbiguity(t, ambiguity));
        }
      }
      return role !== 'key' && isInexactScalar(node)
        ? report(
            node,
            t('form.yaml.inexact', {
              name: nameAt(path) ?? t('yaml.ambiguous.unnamed'),
              value: String(source),
            }),
          )
        : undefined;
    },
  });
  return found;
}

/** Such as `9007199254740993` and `1e20`: the backend rejects both. */
function isInexactScalar({ value }: Scalar): boolean {
  const isWhole = typeof value === 'bigint' || Number.isInteger(value);
  return isWhole && isInexact(Number(value));
}

class NotJson extends Error {}

function toJson(t: Words, value: unknown): JsonValue {
  switch (typeof value) {
    case 'string':
      if (value.includes('\u0000') || /\p{Surrogate}/u.test(value)) {
        throw new NotJson(t('form.yaml.characters'));
      }
      return value;
    case 'boolean':
      return value;
    case 'bigint':
      return Number(value);
    case 'number':
      if (!Number.isFinite(value)) {
        throw new NotJson(t('form.yaml.notNumber', { value: String(value) }));
      }
      return value;
    default:
      return toCollection(t, value);
  }
}

function toCollection(t: Words, value: unknown): JsonValue {
  if (value === null) {
    return null;
  }
  if (Array.isArray(value)) {
    return value.map(inner => toJson(t, inner));
  }
  const entries = Object.entries(value as object);
  if (entries.some(([key]) => key === '__proto__')) {
    throw new NotJson(t('form.yaml.proto'));
  }
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, toJson(t, inner)]),
  ) as JsonObject;
}

function describe(t: Words, error: Error): string {
  if (error instanceof NotJson) {
    return error.message;
  }
  return error instanceof ReferenceError
    ? t('yaml.syntax.alias')
    : t('yaml.syntax.other');
}

/** Writes a value as the text of its field. */
export function printYamlValue(value: JsonValue | undefined): string {
  return value === undefined ? '' : writeYaml(value);
}
