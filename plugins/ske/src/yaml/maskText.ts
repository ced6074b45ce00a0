import type { JsonValue } from '@backstage/types';
import { isMap, isScalar, isSeq, parseDocument, type Scalar } from 'yaml';
import { MASK, namedPath, type IsSecret, type ValuePath } from '../values';
import { LAST_APPLIED } from './maskObject';

/** A text whose secrets are hidden. */
export interface MaskedText {
  readonly text: string;
  /** The number of hidden values. */
  readonly hidden: number;
}

/** What stands for a hidden value. */
export type WriteMask = (value: JsonValue, path: ValuePath) => string;

/** The parts of an object that can have secrets. */
const PARTS = ['spec', 'status'];

interface Found {
  node: Scalar;
  path: ValuePath;
}

/** Hides the secrets in the YAML of an object, and keeps everything else as it is written. A text that is not YAML is hidden as a whole. */
export function maskText(
  text: string,
  isSecret: IsSecret,
  writeMask: WriteMask = () => MASK,
): MaskedText {
  const document = parseDocument(text, {
    prettyErrors: false,
    logLevel: 'silent',
  });
  if (document.errors.length > 0) {
    return { text: MASK, hidden: 1 };
  }
  const secrets = [...scalarsOf(document.contents, [], [])]
    .filter(({ path }) => PARTS.includes(String(path[0])))
    .filter(
      ({ node, path, named }) =>
        isSecret(valueOf(node), path) || isSecret(valueOf(node), named),
    );
  const copy = document.getIn(['metadata', 'annotations', LAST_APPLIED], true);
  const found: Found[] =
    secrets.length > 0 && isScalar(copy)
      ? [...secrets, { node: copy, path: ['metadata'] }]
      : secrets;
  const masked = found
    .sort((one, other) => startOf(other.node) - startOf(one.node))
    .reduce(
      (current, { node, path }) =>
        replace(current, node, writeMask(valueOf(node), path)),
      text,
    );
  return { text: masked, hidden: found.length };
}

function* scalarsOf(
  node: unknown,
  path: ValuePath,
  named: ValuePath,
): Generator<Found & { named: ValuePath }> {
  if (isMap(node)) {
    const siblings = Object.fromEntries(
      node.items.map(({ key, value }) => [
        nameOf(key),
        isScalar(value) ? value.value : undefined,
      ]),
    );
    for (const { key, value } of node.items) {
      const name = nameOf(key);
      yield* scalarsOf(value, [...path, name], namedPath(path, name, siblings));
    }
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      const own = [...path, index];
      yield* scalarsOf(item, own, own);
    }
  } else if (isScalar(node)) {
    yield { node, path, named };
  }
}

function replace(text: string, { range }: Scalar, mask: string): string {
  if (!range) {
    return text;
  }
  const [from, to] = range;
  // A block of lines ends with the end of its last line.
  const end = text.slice(from, to).endsWith('\n') ? '\n' : '';
  return `${text.slice(0, from)}${mask}${end}${text.slice(to)}`;
}

function startOf({ range }: Scalar): number {
  return range?.[0] ?? 0;
}

function nameOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function valueOf({ value }: Scalar): JsonValue {
  return (value ?? null) as JsonValue;
}
