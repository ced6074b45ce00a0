import { JsonObject, JsonValue } from '@backstage/types';
import {
  describeAmbiguousKey,
  describeAmbiguousScalar,
  INCOMPLETE_ROWS_KEY,
  INVALID_YAML_KEY,
  isSecretName,
} from '@kratix-portal/plugin-ske-common';
import { isMap, isPair, isScalar, isSeq, Node, Scalar, YAMLMap } from 'yaml';
import { rejection } from './rejection';

// S30: the manifests of users are far below both limits.
const MAX_DEPTH = 64;
const MAX_NODES = 20_000;
/** The message for a text that is nested too deeply. */
export const TOO_DEEP = `is nested more than ${MAX_DEPTH} levels deep`;

/** S31: the pages keep unfinished input under special keys. An API that accepts all keys would store such a key. */
const UNFINISHED =
  'is not complete: its text is not valid YAML, or a row has no key of its own or no value; correct it in the form';

const INEXACT =
  'is a whole number beyond 2^53, which would lose digits; put it in quotes if the field is a string, or apply the manifest with kubectl';

class Converter {
  #nodes = 0;

  toObject(map: YAMLMap, path: string, depth: number): JsonObject {
    this.#enter(map, path, depth);
    const object: JsonObject = {};
    const seen = new Set<string>();
    for (const item of map.items) {
      const key = isPair(item) && isScalar(item.key) ? item.key : undefined;
      if (!key || typeof key.value !== 'string') {
        throw rejection(path, 'has a key that is not a string');
      }
      const name = key.value;
      const keyPath = path === '' ? name : `${path}.${name}`;
      this.#enter(key, keyPath, depth);
      if (name === '__proto__') {
        throw rejection(keyPath, 'is a key that is not allowed');
      }
      if (name === INVALID_YAML_KEY || name === INCOMPLETE_ROWS_KEY) {
        throw rejection(path, UNFINISHED);
      }
      checkText(name, keyPath);
      checkKey(key, keyPath);
      if (seen.has(name)) {
        throw rejection(keyPath, 'is a duplicate key');
      }
      seen.add(name);
      object[name] = this.#toValue(item.value, keyPath, depth + 1);
    }
    return object;
  }

  #toValue(node: unknown, path: string, depth: number): JsonValue {
    if (isMap(node)) {
      return this.toObject(node, path, depth);
    }
    if (isSeq(node)) {
      this.#enter(node, path, depth);
      return node.items.map((item, index) =>
        this.#toValue(item, `${path}[${index}]`, depth + 1),
      );
    }
    if (isScalar(node)) {
      this.#enter(node, path, depth);
      checkScalar(node, path);
      return toScalar(node.value, path, node.source);
    }
    if (node === null) {
      return null; // A key without a value.
    }
    throw rejection(path, 'is an alias (*name); write the value out');
  }

  #enter(node: Node, path: string, depth: number): void {
    this.#nodes += 1;
    if (this.#nodes > MAX_NODES) {
      throw rejection('', `has more than ${MAX_NODES} values`);
    }
    if (depth > MAX_DEPTH) {
      throw rejection('', TOO_DEEP);
    }
    if ('anchor' in node && node.anchor) {
      throw rejection(path, 'has an anchor (&name); remove it');
    }
    if (node.tag !== undefined) {
      throw rejection(path, 'has a tag (!name); remove it');
    }
  }
}

/** S30: values that kubectl, which reads YAML 1.1, would store differently. */
function checkScalar({ type, source }: Scalar, path: string): void {
  const problem =
    type === Scalar.PLAIN && source !== undefined
      ? describeAmbiguousScalar(source, {
          isSecret: path.split('.').some(isSecretName),
        })
      : undefined;
  if (problem !== undefined) {
    throw rejection(path, problem);
  }
}

function checkKey({ type, source }: Scalar, path: string): void {
  const problem =
    type === Scalar.PLAIN && source !== undefined
      ? describeAmbiguousKey(source)
      : undefined;
  if (problem !== undefined) {
    throw rejection(path, problem);
  }
}

function toScalar(
  value: unknown,
  path: string,
  source: string | undefined,
): JsonValue {
  switch (typeof value) {
    case 'string':
      checkText(value, path);
      return value;
    case 'boolean':
      return value;
    case 'bigint':
      if (
        value > BigInt(Number.MAX_SAFE_INTEGER) ||
        value < BigInt(Number.MIN_SAFE_INTEGER)
      ) {
        throw rejection(path, INEXACT);
      }
      return Number(value);
    case 'number':
      if (!Number.isFinite(value)) {
        throw rejection(
          path,
          'is not a finite number, and JSON has only finite numbers',
        );
      }
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
        throw rejection(path, INEXACT);
      }
      // Such as 1e-400.
      if (value === 0 && /^[^e]*[1-9]/i.test(source ?? '')) {
        throw rejection(path, 'is so small a number that it would become 0');
      }
      return value;
    default:
      if (value === null) {
        return null;
      }
      throw rejection(path, 'is of a type that JSON does not have');
  }
}

function checkText(text: string, path: string): void {
  if (text.includes('\u0000')) {
    throw rejection(path, 'has a NUL character');
  }
  if (/\p{Surrogate}/u.test(text)) {
    throw rejection(
      path,
      'has half of a surrogate pair, which is not a character',
    );
  }
}

/** Converts parsed YAML to plain JSON, node by node, and rejects values that JSON does not have or that are ambiguous. */
export function toJsonObject(map: YAMLMap): JsonObject {
  return new Converter().toObject(map, '', 1);
}
