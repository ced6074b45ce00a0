import type { JsonValue } from '@backstage/types';
import {
  type FieldPath,
  fieldPlace,
  itemPlace,
  ROOT,
  type NamedPlace,
} from '@kratix-portal/plugin-ske-common';
import { isMap, isScalar, isSeq, type Scalar } from 'yaml';

/** A text, number or boolean in a YAML document. */
export interface PlacedScalar extends NamedPlace {
  readonly node: Scalar;
}

/** All texts, numbers and booleans below a node, with their paths. Keys are not among them. */
export function* scalarsOf(
  node: unknown,
  place: NamedPlace = ROOT,
): Generator<PlacedScalar> {
  if (isMap(node)) {
    const siblings = Object.fromEntries(
      node.items.map(({ key, value }) => [
        nameOf(key),
        isScalar(value) ? value.value : undefined,
      ]),
    );
    for (const { key, value } of node.items) {
      yield* scalarsOf(value, fieldPlace(place, nameOf(key), siblings));
    }
  } else if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      yield* scalarsOf(item, itemPlace(place, index));
    }
  } else if (isScalar(node)) {
    yield { node, ...place };
  }
}

/** Writes other texts in place of scalars, and keeps everything else as it is written. */
export function replaceScalars<T extends { node: Scalar; path: FieldPath }>(
  text: string,
  scalars: readonly T[],
  write: (scalar: T) => string,
): string {
  return [...scalars]
    .sort((one, other) => startOf(other.node) - startOf(one.node))
    .reduce((current, each) => {
      const { from, to } = rangeOf(text, each.node);
      return `${current.slice(0, from)}${write(each)}${current.slice(to)}`;
    }, text);
}

/** The range of a scalar in the text, from its first to after its last character. */
export function rangeOf(
  text: string,
  { range }: Scalar,
): { from: number; to: number } {
  const [from, to] = range ?? [0, 0];
  // A block of lines ends with the end of its last line.
  const hasEnd = text.slice(from, to).endsWith('\n');
  return { from, to: hasEnd ? to - 1 : to };
}

export function valueOf({ value }: Scalar): JsonValue {
  return (value ?? null) as JsonValue;
}

function startOf({ range }: Scalar): number {
  return range?.[0] ?? 0;
}

function nameOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}
