import type { JsonObject, JsonValue } from '@backstage/types';
import { isMap, Pair, Scalar, visit, type Document, type Node } from 'yaml';
import { isObject, valueAt } from '../values';
import { needsQuotes } from '../yaml/needsQuotes';
import { parseText } from '../yaml/parseText';

/** Writes an object into a YAML text, and keeps the comments and the order of everything that did not change. */
export function updateYaml(text: string, object: JsonObject): string {
  // The key 8080 is the text "8080", as in JSON.
  const document = parseText(text, { stringKeys: true });
  if (document.errors.length > 0 || !isMap(document.contents)) {
    throw new Error('The text is not a YAML object.');
  }
  sync(document as unknown as Document, [], document.toJS(), object);
  return document.toString({ lineWidth: 0 });
}

function sync(
  document: Document,
  path: readonly string[],
  before: JsonObject,
  after: JsonObject,
): void {
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) {
      document.deleteIn([...path, key]);
    }
  }
  for (const [key, value] of Object.entries(after)) {
    const old = valueAt(before, key);
    const own = [...path, key];
    if (isObject(old) && isObject(value) && isMap(document.getIn(own))) {
      sync(document, own, old, value);
    } else if (
      value !== undefined &&
      JSON.stringify(old) !== JSON.stringify(value)
    ) {
      set(document, path, key, createNode(document, value));
    }
  }
}

function set(
  document: Document,
  path: readonly string[],
  key: string,
  value: Node,
): void {
  const map = path.length === 0 ? document.contents : document.getIn(path);
  if (isMap(map) && !map.has(key)) {
    // A new key may need quotes too.
    map.items.push(new Pair(createNode(document, key, 'key'), value));
  } else {
    document.setIn([...path, key], value);
  }
}

/** Texts that kubectl would read as something else are put in quotes. */
function createNode(
  document: Document,
  value: JsonValue,
  as: 'key' | 'value' = 'value',
): Node {
  if (typeof value === 'string' && needsQuotes(value, as)) {
    return quoted(value);
  }
  const node = document.createNode(value);
  visit(node, {
    Scalar(role, { type, value: text }) {
      const isAmbiguous =
        typeof text === 'string' &&
        type !== Scalar.QUOTE_DOUBLE &&
        needsQuotes(text, role === 'key' ? 'key' : as);
      return isAmbiguous ? quoted(text) : undefined;
    },
  });
  return node;
}

function quoted(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}
