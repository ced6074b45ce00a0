import type { JsonValue } from '@backstage/types';
import { isObject } from '../json';

/**
 * The keys and indices that lead from the root of an object to one of its fields. An item of a list has a number.
 *
 * @public
 */
export type FieldPath = readonly (string | number)[];

/**
 * Writes a path as the API server does: `spec.ports[0].name`, `metadata.labels[example.com/team]`.
 *
 * A key that {@link parseFieldPath} would misread without quotes, such as a key with a bracket, is written with quotes. So different paths never have the
 * same text.
 *
 * @public
 */
export function printFieldPath(path: FieldPath): string {
  return path.map(printStep).join('');
}

function printStep(step: string | number, index: number): string {
  if (typeof step === 'number') {
    return `[${step}]`;
  }
  if (/^[\p{L}\p{N}_$-]+$/u.test(step)) {
    return index === 0 ? step : `.${step}`;
  }
  const isReadAsIs = /^[^"'[\]][^[\]]*$/.test(step);
  return isReadAsIs ? `[${step}]` : `[${JSON.stringify(step)}]`;
}

/**
 * Reads a path that the API server, a policy or {@link printFieldPath} wrote. Keys may have quotes in the brackets.
 *
 * @param object - the object that the path leads through. The text alone can be ambiguous: `8080` in `spec.hosts[8080]` can be an index or a key,
 * and `spec.labels.example.com` can lead to the key `example.com`. Without an object, digits in brackets are an index, and each dot outside of brackets ends a key.
 * @public
 */
export function parseFieldPath(text: string, object?: JsonValue): FieldPath {
  const path: (string | number)[] = [];
  let holder: unknown = object;
  let rest = withoutSeparator(text);
  while (rest !== '') {
    const { step, length } = readStep(rest, holder);
    path.push(step);
    holder = valueIn(holder, step);
    rest = withoutSeparator(rest.slice(length));
  }
  return path;
}

interface Step {
  step: string | number;
  /** The number of characters that the step has in the text. */
  length: number;
}

function readStep(text: string, holder: unknown): Step {
  const own = isObject(holder) ? findKey(text, holder) : undefined;
  if (own) {
    return own;
  }
  const [whole, quoted, single, bracket, plain] =
    /^(?:\["((?:[^"\\]|\\.)*)"\]|\['([^']*)'\]|\[([^\]]*)\]|\[?([^.[\]]+))/.exec(
      text,
    ) ?? [text, undefined, undefined, undefined, text];
  const key = unquote(quoted) ?? single ?? bracket ?? plain ?? '';
  const isIndex =
    /^\d+$/.test(key) &&
    (Array.isArray(holder) || (bracket !== undefined && !isObject(holder)));
  return { step: isIndex ? Number(key) : key, length: whole.length };
}

/** The longest key of an object with which the text begins. */
function findKey(text: string, holder: object): Step | undefined {
  return Object.keys(holder)
    .flatMap(key => {
      const bracket = `[${key}]`;
      if (text.startsWith(bracket)) {
        return [{ step: key, length: bracket.length }];
      }
      const isPlain =
        key !== '' &&
        text.startsWith(key) &&
        ['', '.', '['].includes(text.charAt(key.length));
      return isPlain ? [{ step: key, length: key.length }] : [];
    })
    .sort((one, other) => other.length - one.length)
    .at(0);
}

function unquote(quoted: string | undefined): string | undefined {
  if (quoted === undefined) {
    return undefined;
  }
  try {
    return JSON.parse(`"${quoted}"`);
  } catch {
    return quoted;
  }
}

function withoutSeparator(text: string): string {
  return text.replace(/^[.\]]+/, '');
}

function valueIn(holder: unknown, step: string | number): unknown {
  return typeof holder === 'object' &&
    holder !== null &&
    Object.hasOwn(holder, step)
    ? (holder as Record<string | number, unknown>)[step]
    : undefined;
}
