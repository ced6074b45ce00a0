import type { JsonObject } from '@backstage/types';
import {
  isDocument,
  LineCounter,
  parseAllDocuments,
  Scalar,
  visit,
  type Document,
} from 'yaml';
import { findAmbiguity, type Ambiguity } from '../yaml/ambiguity';
import { findDoubleKey } from '../yaml/findDoubleKey';

/** A text with more characters than this is not read. Objects in etcd are smaller. */
export const MOST_CHARACTERS = 4_000_000;

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
  code: 'too-large' | 'syntax' | 'ambiguous' | 'alias' | 'not-object';
  /** The line, from 1; absent if the text as a whole is the problem. */
  line?: number;
  column?: number;
  /** The message of the YAML parser. */
  message?: string;
  /** The value or key that YAML 1.1 and YAML 1.2 read differently. */
  ambiguity?: Ambiguity;
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
    return { documents: [{ line, text, object }] };
  } catch {
    return undefined;
  }
}

function readYaml(text: string): ReadDocuments {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, {
    lineCounter: lines,
    // Keeps the parser from logging warnings.
    logLevel: 'error',
    stringKeys: true,
    prettyErrors: false,
    uniqueKeys: false,
  });
  if (!Array.isArray(parsed)) {
    return { documents: [] };
  }
  const documents: SourceDocument[] = [];
  for (const document of parsed) {
    const [error] = document.errors;
    if (error) {
      const { line, col } = lines.linePos(error.pos[0]);
      return {
        problem: { code: 'syntax', line, column: col, message: error.message },
      };
    }
    const range = document.contents?.range;
    if (!isDocument(document) || !range) {
      continue;
    }
    const double = findDoubleKey(document.contents);
    if (double) {
      const { line, col } = lines.linePos(double.range?.[0] ?? 0);
      const message = 'Map keys must be unique';
      return { problem: { code: 'syntax', line, column: col, message } };
    }
    const ambiguity = findFirstAmbiguity(document, lines);
    if (ambiguity) {
      return { problem: ambiguity };
    }
    const { line } = lines.linePos(range[0]);
    const object = toObject(() => document.toJS({ maxAliasCount: 100 }));
    if (object === 'alias') {
      return { problem: { code: 'alias', line } };
    }
    if (object === 'empty') {
      continue;
    }
    if (object === 'not-object') {
      return { problem: { code: 'not-object', line } };
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
 * The first value or key that kubectl would read as something else. The page shows its own reading, and installs the API of a
 * CustomResourceDefinition from it, so the value would change without a notice.
 */
function findFirstAmbiguity(
  document: Document.Parsed,
  lines: LineCounter,
): SourceProblem | undefined {
  let found: SourceProblem | undefined;
  visit(document, {
    Scalar(role, { type, source, range }, path) {
      if (type !== Scalar.PLAIN || source === undefined) {
        return undefined;
      }
      const ambiguity = findAmbiguity(role, source, path);
      if (!ambiguity) {
        return undefined;
      }
      const { line } = lines.linePos(range?.[0] ?? 0);
      found = { code: 'ambiguous', line, ambiguity };
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
): JsonObject | 'alias' | 'empty' | 'not-object' {
  try {
    const value = read();
    if (value === null || value === undefined) {
      return 'empty';
    }
    return typeof value === 'object' && !Array.isArray(value)
      ? (value as JsonObject)
      : 'not-object';
  } catch {
    return 'alias';
  }
}
