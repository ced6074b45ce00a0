import { isNode, LineCounter, parseDocument } from 'yaml';

/** The line of a field in the text of one object, from 1. If the field is absent, the line of what is around it. */
export function lineOfField(text: string, field: string): number | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    logLevel: 'error',
    stringKeys: true,
    prettyErrors: false,
    uniqueKeys: false,
  });
  const path = readPath(field);
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) {
      return lines.linePos(node.range[0]).line;
    }
  }
  return undefined;
}

/** `spec.versions[0].labels[a.b/c]` has the parts `spec`, `versions`, 0, `labels`, `a.b/c`. */
function readPath(field: string): (string | number)[] {
  return [...field.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(
    ([all, inBrackets]) => {
      const part = (inBrackets ?? all).replace(/^"|"$/g, '');
      return /^\d+$/.test(part) ? Number(part) : part;
    },
  );
}
