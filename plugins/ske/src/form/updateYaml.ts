import type { JsonObject, JsonValue } from '@backstage/types';
import {
  describeAmbiguousKey,
  readAmbiguousScalar,
} from '@kratix-portal/plugin-ske-common';
import {
  isMap,
  parseDocument,
  Scalar,
  visit,
  type Document,
  type Node,
} from 'yaml';
import { isObject, valueAt } from '../values';

/** Writes an object into a YAML text, and keeps the comments and the order of everything that did not change. */
export function updateYaml(text: string, object: JsonObject): string {
  const document = parseDocument(text);
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
      document.setIn(own, createNode(document, value));
    }
  }
}

/** Texts that kubectl would read as something else are put in quotes. */
function createNode(document: Document, value: JsonValue): Node {
  if (typeof value === 'string' && readAmbiguousScalar(value)) {
    return quoted(value);
  }
  const node = document.createNode(value);
  visit(node, {
    Scalar(role, { type, value: text }) {
      const isAmbiguous =
        typeof text === 'string' &&
        type !== Scalar.QUOTE_DOUBLE &&
        (role === 'key'
          ? describeAmbiguousKey(text) !== undefined
          : readAmbiguousScalar(text) !== undefined);
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
