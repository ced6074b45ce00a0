import type { JsonObject } from '@backstage/types';
import { isDeeperThan } from '@kratix-portal/plugin-ske-common';
import {
  isDocument,
  LineCounter,
  Scalar,
  visit,
  type Document,
  type Node,
} from 'yaml';
import {
  findAmbiguity,
  nameAt,
  TEXT_TAG,
  type Ambiguity,
} from '../yaml/ambiguity';
import type { SyntaxReason } from '../yaml/describeSyntax';
import { findDoubleKey } from '../yaml/findDoubleKey';
import { HIDDEN_CHARACTER } from '../yaml/needsQuotes';
import { parseTexts } from '../yaml/parseText';

/** A text with more characters than this is not read. Objects in etcd are smaller. */
export const MOST_CHARACTERS = 4_000_000;

/** Far more than an API needs. The functions that read the object are recursive, and a few thousand levels would exceed the call stack. */
const MOST_LEVELS = 200;

/** One document of a text. */
export interface SourceDocument {
  /** The line of its first value, from 1. */
  line: number;
  /** The text of this document alone. */
  text: string;
  object: JsonObject;
}

/** Why a text cannot be read. */
export interface SourceProblem {
  code:
    | 'too-large'
    | 'syntax'
    | 'too-deep'
    | 'ambiguous'
    | 'hidden'
    | 'alias'
    | 'unknown-alias'
    | 'endless-alias'
    | 'not-object';
  /** The line, from 1; absent if the text as a whole is the problem. */
  line?: number;
  column?: number;
  /** With `syntax`: why the text is not YAML. */
  syntax?: SyntaxReason;
  /** The value or key that YAML 1.1 and YAML 1.2 read differently. */
  ambiguity?: Ambiguity;
  /** The name of the alias, or the value with a hidden character. */
  source?: string;
}

/** The documents of a text, or why it cannot be read. */
export type ReadDocuments =
  { documents: readonly SourceDocument[] } | { problem: SourceProblem };

/** Reads YAML or JSON, which may contain several documents. Empty documents are left out. */
export function readDocuments(text: string): ReadDocuments {
  if (text.length > MOST_CHARACTERS) {
    return { problem: { code: 'too-large' } };
  }
  return readJson(text) ?? readYaml(text);
}

/** JSON is YAML, but the parser of the browser is many times faster. */
function readJson(text: string): ReadDocuments | undefined {
  const start = text.search(/\S/);
  if (start < 0 || text[start] !== '{') {
    return undefined;
  }
  try {
    const object = JSON.parse(text) as JsonObject;
    const line = text.slice(0, start).split('\n').length;
    return isDeeperThan(object, MOST_LEVELS)
      ? { problem: { code: 'too-deep', line } }
      : { documents: [{ line, text: text.slice(start), object }] };
  } catch {
    return undefined;
  }
}

function readYaml(text: string): ReadDocuments {
  const lines = new LineCounter();
  const parsed = parseTexts(text, {
    lineCounter: lines,
    // Keeps the parser from logging warnings.
    logLevel: 'error',
    resolveKnownTags: false,
    stringKeys: true,
  });
  const documents: SourceDocument[] = [];
  for (const document of parsed) {
    // The parser only warns of an unknown tag, and reads the value as another type.
    const error = document.errors[0] ?? document.warnings[0];
    if (error) {
      const { line, col } = lines.linePos(error.pos[0]);
      return {
        problem:
          error.code === 'RESOURCE_EXHAUSTION'
            ? { code: 'too-deep', line }
            : { code: 'syntax', line, column: col, syntax: error },
      };
    }
    const range = document.contents?.range;
    if (!isDocument(document) || !range) {
      continue;
    }
    const double = findDoubleKey(document.contents);
    if (double) {
      const { line, col } = lines.linePos(double.range?.[0] ?? 0);
      const syntax = { code: 'DUPLICATE_KEY' as const, message: '' };
      return { problem: { code: 'syntax', line, column: col, syntax } };
    }
    const fault =
      findBadScalar(document, lines) ?? findBadAlias(document, lines);
    if (fault) {
      return { problem: fault };
    }
    const { line } = lines.linePos(range[0]);
    const object = toObject(() => document.toJS({ maxAliasCount: 100 }));
    if (object === 'empty') {
      continue;
    }
    if (typeof object === 'string') {
      return { problem: { code: object, line } };
    }
    const from = text.lastIndexOf('\n', range[0] - 1) + 1;
    documents.push({
      line,
      object,
      text: isAfterMarker(text.slice(from, range[0]))
        ? text.slice(range[0], range[2])
        : text.slice(from, range[2]),
    });
  }
  return { documents };
}

/**
 * The first value or key that kubectl would read as something else, or that has a space or a mark which YAML does not read as a space. The page shows its
 * own reading, and installs the API of a CustomResourceDefinition from it, so the value would change without a notice. A description may have such spaces,
 * because it is prose.
 */
function findBadScalar(
  document: Document.Parsed,
  lines: LineCounter,
): SourceProblem | undefined {
  let found: SourceProblem | undefined;
  visit(document, {
    Scalar(role, { type, source, range, tag }, path) {
      if (type !== Scalar.PLAIN || source === undefined || tag === TEXT_TAG) {
        return undefined;
      }
      const isProse = role !== 'key' && nameAt(path) === 'description';
      const isHidden = !isProse && HIDDEN_CHARACTER.test(source);
      const ambiguity = findAmbiguity(role, source, path);
      if (!isHidden && !ambiguity) {
        return undefined;
      }
      const { line } = lines.linePos(range?.[0] ?? 0);
      found = isHidden
        ? { code: 'hidden', line, source }
        : { code: 'ambiguous', line, ambiguity };
      return visit.BREAK;
    },
  });
  return found;
}

/**
 * The first alias whose anchor does not come before it, such as `*.example.com` without quotes, or contains the alias, so that its value would have no end.
 */
function findBadAlias(
  document: Document.Parsed,
  lines: LineCounter,
): SourceProblem | undefined {
  // An alias means the last anchor of its name before it.
  const anchors = new Map<string, Node>();
  let found: SourceProblem | undefined;
  visit(document, {
    Value(_, node) {
      if (node.anchor !== undefined) {
        anchors.set(node.anchor, node);
      }
    },
    Alias(_, { source, range }, path) {
      const node = anchors.get(source);
      const isEndless = node !== undefined && path.includes(node);
      if (node && !isEndless) {
        return undefined;
      }
      const { line } = lines.linePos(range?.[0] ?? 0);
      const code = isEndless ? 'endless-alias' : 'unknown-alias';
      found = { code, line, source };
      return visit.BREAK;
    },
  });
  return found;
}

/** `--- {a: 1}`: the document begins on the line of its marker. */
function isAfterMarker(before: string): boolean {
  return before.startsWith('---');
}

function toObject(
  read: () => unknown,
): JsonObject | 'alias' | 'empty' | 'not-object' | 'too-deep' {
  try {
    const value = read();
    if (value === null || value === undefined) {
      return 'empty';
    }
    if (typeof value !== 'object' || Array.isArray(value)) {
      return 'not-object';
    }
    return isDeeperThan(value, MOST_LEVELS)
      ? 'too-deep'
      : (value as JsonObject);
  } catch {
    return 'alias';
  }
}
