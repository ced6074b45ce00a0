import { withoutStackTraces } from '@kratix-portal/plugin-ske-common';
import {
  parseAllDocuments,
  parseDocument,
  type Document,
  type DocumentOptions,
  type LineCounter,
  type ParseOptions,
  type SchemaOptions,
} from 'yaml';

type Options = ParseOptions &
  DocumentOptions &
  SchemaOptions & { lineCounter?: LineCounter };

/** Both options of the parser take quadratic time: a pasted log file would freeze the browser for minutes. Use {@link findDoubleKey} for keys that appear twice. */
const LINEAR = { prettyErrors: false, uniqueKeys: false } as const;

/** Parses a text that users can type or paste, in linear time. */
export function parseText(text: string, options: Options): Document.Parsed {
  return withoutStackTraces(() =>
    parseDocument(text, { ...options, ...LINEAR }),
  );
}

/** Parses all documents of such a text. */
export function parseTexts(
  text: string,
  options: Options,
): readonly Document.Parsed[] {
  const documents = withoutStackTraces(() =>
    parseAllDocuments(text, { ...options, ...LINEAR }),
  );
  // The library returns an object for a text without documents.
  return Array.isArray(documents) ? documents : [];
}
