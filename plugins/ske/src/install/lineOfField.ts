import type { FieldPath } from '@kratix-portal/plugin-ske-common';
import { isNode, LineCounter, parseDocument } from 'yaml';

/** The line of a field in the text of one object, from 1. If the field is absent, the line of the nearest outer part. */
export function lineOfField(text: string, path: FieldPath): number | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    logLevel: 'error',
    stringKeys: true,
    prettyErrors: false,
    uniqueKeys: false,
  });
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) {
      return lines.linePos(node.range[0]).line;
    }
  }
  return undefined;
}
