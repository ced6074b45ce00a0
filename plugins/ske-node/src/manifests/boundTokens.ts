import { CST, Lexer } from 'yaml';
import { rejection } from './rejection';

/*
 * Each limit is far above the needs of a manifest that toJsonObject.ts accepts, and low enough for the YAML parser to finish quickly. Without these limits, half a
 * megabyte of `[` or `!a ` would block the process for seconds.
 */
const MAX_TOKENS = 120_000;
const MAX_DOCUMENT_MARKS = 100;
// Tags, anchors, aliases and directives are always rejected. If a text has at most this number of them, the parser runs, so that the message can say where the
// first of them is.
const MAX_REJECTED = 1_000;

/**
 * Rejects a text that has too many tokens to be a manifest, before it is parsed (S43).
 *
 * @throws SkeError `invalid-input`
 */
export function boundTokens(text: string): void {
  let tokens = 0;
  let documentMarks = 0;
  let rejected = 0;
  for (const source of new Lexer().lex(text)) {
    switch (CST.tokenType(source)) {
      case 'space':
      case 'doc-mode':
        break;
      case 'doc-start':
      case 'doc-end':
        documentMarks += 1;
        break;
      case 'tag':
      case 'anchor':
      case 'alias':
      case 'directive-line':
        rejected += 1;
        break;
      default:
        tokens += 1;
    }
    if (
      tokens > MAX_TOKENS ||
      documentMarks > MAX_DOCUMENT_MARKS ||
      rejected > MAX_REJECTED
    ) {
      throw rejection('', 'has too many parts to be one object');
    }
  }
}
