import type { FieldPath } from '@kratix-portal/plugin-ske-common';
import { isNode, LineCounter } from 'yaml';
import { parseText } from '../yaml/parseText';

/**
 * Finds the lines of fields in the text of one object, from 1. The line of an absent field is the line of the nearest outer part.
 *
 * The text is parsed only once, because that takes half a second for a large Promise, and the cluster can name a hundred fields.
 */
export function readLines(
  text: string,
): (path: FieldPath) => number | undefined {
  const lines = new LineCounter();
  const document = parseText(text, {
    lineCounter: lines,
    logLevel: 'error',
    stringKeys: true,
  });
  return path => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) {
        return lines.linePos(node.range[0]).line;
      }
    }
    return undefined;
  };
}
