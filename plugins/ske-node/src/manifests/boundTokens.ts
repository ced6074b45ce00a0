import { CST, Lexer } from 'yaml';
import { refuse } from './refuse';

/*
 * Each is far more than a manifest within the limits of toJsonObject.ts can need, and few enough that YAML's parser is done with them in a
 * moment: half a megabyte of `[` or `!a ` holds it up for seconds, and everyone else with it.
 */
const MAX_TOKENS = 120_000;
const MAX_DOCUMENT_MARKS = 100;
// Tags, anchors, aliases and directives: one is refused already, so these are only as many as the refusal of the first can be worded with.
const MAX_REFUSED = 1_000;

/**
 * Reads no more of a text than it takes to tell that it has too many parts to be a manifest (S43).
 *
 * @throws SkeError `invalid-input`
 */
export function boundTokens(text: string): void {
  let tokens = 0;
  let documentMarks = 0;
  let refused = 0;
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
        refused += 1;
        break;
      default:
        tokens += 1;
    }
    if (
      tokens > MAX_TOKENS ||
      documentMarks > MAX_DOCUMENT_MARKS ||
      refused > MAX_REFUSED
    ) {
      throw refuse('', 'has too many parts to be one object');
    }
  }
}
