import type { JsonValue } from '@backstage/types';
import {
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  type Document,
  type Scalar,
} from 'yaml';
import {
  LAST_APPLIED,
  MASK,
  namedPath,
  type IsSecret,
  type MaskedText,
  type ValuePath,
} from '../values';
import { hidesCopy } from './maskObject';

/** What stands for a hidden value. */
export type WriteMask = (value: JsonValue, path: ValuePath) => string;

/** The parts of an object that can have secrets. */
const PARTS = ['spec', 'status'];
const METADATA_PARTS = ['labels', 'annotations'];

interface Found {
  node: Scalar;
  path: ValuePath;
}

/** A hidden part of a text, in characters from its start. */
export interface SecretRange {
  readonly from: number;
  readonly to: number;
}

/** Hides the secrets in the YAML of an object, and keeps everything else as it is written. A text that is not YAML is hidden as a whole. */
export function maskText(
  text: string,
  isSecret: IsSecret,
  writeMask: WriteMask = () => MASK,
): MaskedText {
  const document = parse(text);
  if (document.errors.length > 0) {
    return { text: MASK, hidden: 1 };
  }
  const found = findSecrets(document, isSecret);
  const masked = found
    .sort((one, other) => startOf(other.node) - startOf(one.node))
    .reduce((current, { node, path }) => {
      const { from, to } = rangeOf(text, node);
      return `${current.slice(0, from)}${writeMask(valueOf(node), path)}${current.slice(to)}`;
    }, text);
  return { text: masked, hidden: found.length };
}

/** The places of the secrets in the YAML of an object, from the first to the last. In a text that is not YAML, those that can be read. */
export function secretRanges(
  text: string,
  isSecret: IsSecret,
): readonly SecretRange[] {
  return findSecrets(parse(text), isSecret)
    .map(({ node }) => rangeOf(text, node))
    .filter(({ from, to }) => from < to)
    .sort((one, other) => one.from - other.from);
}

function parse(text: string): Document.Parsed {
  return parseDocument(text, { prettyErrors: false, logLevel: 'silent' });
}

function findSecrets(document: Document.Parsed, isSecret: IsSecret): Found[] {
  const secrets = [...scalarsOf(document.contents, [], [])]
    .filter(({ path: [part, own] }) =>
      part === 'metadata'
        ? METADATA_PARTS.includes(String(own))
        : PARTS.includes(String(part)),
    )
    .filter(
      ({ node, path, named }) =>
        isSecret(valueOf(node), path) || isSecret(valueOf(node), named),
    );
  const copy = document.getIn(['metadata', 'annotations', LAST_APPLIED], true);
  return isScalar(copy) &&
    secrets.every(({ node }) => node !== copy) &&
    (secrets.length > 0 || hidesCopy(String(copy.value), isSecret))
    ? [...secrets, { node: copy, path: ['metadata'] }]
    : secrets;
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

function rangeOf(text: string, { range }: Scalar): SecretRange {
  const [from, to] = range ?? [0, 0];
  // A block of lines ends with the end of its last line.
  const hasEnd = text.slice(from, to).endsWith('\n');
  return { from, to: hasEnd ? to - 1 : to };
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
