import { isMap, Scalar, type Document, type Pair, type YAMLMap } from 'yaml';
import {
  readAmbiguousScalar,
  type FieldPath,
} from '@kratix-portal/plugin-ske-common';
import { findDoubleKey } from '../yaml/findDoubleKey';
import { parseText } from '../yaml/parseText';
import { keyOfPair, YamlSource, type TextRange } from './YamlSource';

/** A part that cannot be changed, and why. */
export interface ReadOnlyPart {
  path: FieldPath;
  /** The value that the part keeps. Undefined if the object does not have the part, and must not get it. */
  value: string | undefined;
  reason: string;
}

/**
 * What the editor does with a change:
 *
 * - `allowed`: the change is made.
 * - `blocked`: the change is not made.
 * - `restored`: a pasted text replaces the old text, and the parts that cannot be changed keep the values of the object.
 */
export type Protection =
  | { type: 'allowed' }
  | { type: 'blocked'; reason: string }
  | { type: 'restored'; text: string; reason: string };

/** Checks a change of a text in which some parts must keep the values of the object. */
export function protectParts(options: {
  before: YamlSource;
  after: YamlSource;
  parts: readonly ReadOnlyPart[];
  /** Whether the change replaces something in this range, or inserts something at its edges. */
  isTouched(range: TextRange): boolean;
  isPaste: boolean;
}): Protection {
  const { before, after, parts, isTouched, isPaste } = options;
  const isValid = after.faults.length === 0;
  // A text that is already wrong can be corrected in several steps, so only a change that makes a text wrong is blocked.
  const broken = parts.find(
    part =>
      hasValue(before, part) &&
      !hasValue(after, part) &&
      // While the text is not YAML, a part may only seem to be gone.
      (isValid || isTouchedAt(before, part.path, isTouched)),
  );
  if (!broken) {
    return { type: 'allowed' };
  }
  const { reason } = broken;
  const text = isPaste ? restore(after.text, parts) : undefined;
  return text === undefined
    ? { type: 'blocked', reason }
    : { type: 'restored', text, reason };
}

/** Whether the parts of a text that cannot be changed have the values of the object. */
export function keepsParts(
  source: YamlSource,
  parts: readonly ReadOnlyPart[],
): boolean {
  return parts.every(part => hasValue(source, part));
}

function hasValue(
  source: YamlSource,
  { path, value }: Pick<ReadOnlyPart, 'path' | 'value'>,
): boolean {
  return (source.scalarAt(path) ?? undefined) === value;
}

function isTouchedAt(
  source: YamlSource,
  path: FieldPath,
  isTouched: (range: TextRange) => boolean,
): boolean {
  const range = source.exactRangeOf(path);
  return range !== undefined && isTouched(range);
}

/** The text with the values of the object. Undefined if the text is not an object, or if the values cannot be written into the text. */
function restore(
  text: string,
  parts: readonly ReadOnlyPart[],
): string | undefined {
  const document = parseText(text, { logLevel: 'error' });
  const { contents, errors } = document;
  if (errors.length > 0 || !isMap(contents) || findDoubleKey(contents)) {
    return undefined;
  }
  const given = new Set<unknown>(contents.items);
  for (const { path, value } of parts) {
    set(document as unknown as Document, path, value);
  }
  // The added parts are at the end of the text now, but a manifest begins with them.
  (contents.items as Pair[]).sort(
    (one, other) => Number(given.has(one)) - Number(given.has(other)),
  );
  const restored = document.toString({ lineWidth: 0 });
  return keepsParts(new YamlSource(restored), parts) ? restored : undefined;
}

function set(
  document: Document,
  path: FieldPath,
  value: string | undefined,
): void {
  if (value === undefined) {
    if (document.hasIn(path)) {
      document.deleteIn(path);
    }
    return;
  }
  const parent = path.slice(0, -1);
  if (parent.length > 0 && !isMap(document.getIn(parent))) {
    document.setIn(parent, document.createNode({}));
  }
  const found = pairAt(document.getIn(parent.length > 0 ? parent : []), path);
  const scalar = found?.value;
  if (scalar instanceof Scalar && scalar.value === value) {
    return;
  }
  const node = new Scalar(value);
  if (readAmbiguousScalar(value)) {
    node.type = Scalar.QUOTE_DOUBLE;
  }
  if (scalar instanceof Scalar) {
    node.comment = scalar.comment;
  }
  document.setIn(path, node);
}

function pairAt(map: unknown, path: FieldPath): Pair | undefined {
  return isMap(map)
    ? (map as YAMLMap).items.find(pair => keyOfPair(pair) === path.at(-1))
    : undefined;
}
