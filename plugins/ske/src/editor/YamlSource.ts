import type { JsonValue } from '@backstage/types';
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  visit,
  type Document,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml';
import type { FieldPath } from '@kratix-portal/plugin-ske-common';
import type { SyntaxReason } from '../yaml/describeSyntax';
import { findDoubleKey } from '../yaml/findDoubleKey';
import { parseText } from '../yaml/parseText';

/** A part of a text, in characters from its start. */
export interface TextRange {
  from: number;
  to: number;
}

/** A fault that keeps a text from being read. */
export interface SyntaxFault extends TextRange, SyntaxReason {}

/** YAML with the position of each of its parts in the text. */
export class YamlSource {
  readonly text: string;
  readonly #document: Document.Parsed;
  readonly #double: Scalar | undefined;

  constructor(text: string) {
    this.text = text;
    this.#document = parseText(text, {
      version: '1.2',
      // 'silent' ignores all documents after the first one.
      logLevel: 'error',
    });
    this.#double = findDoubleKey(this.#document.contents);
  }

  /** Why the text is not YAML; empty if it is. */
  get faults(): SyntaxFault[] {
    const faults = this.#document.errors.map(
      ({ code, message, pos: [from, to] }) => ({
        code,
        message,
        from: Math.min(from, this.text.length),
        to: Math.min(Math.max(to, from), this.text.length),
      }),
    );
    const double = rangeOfNode(this.#double);
    return [
      ...faults,
      ...(double
        ? [{ code: 'DUPLICATE_KEY' as const, message: '', ...double }]
        : []),
      ...this.#aliases(),
    ];
  }

  /** The root of the document, to walk through it. */
  get root(): Node | null {
    return this.#document.contents;
  }

  /** The value of the document. Undefined if the text is not YAML. */
  toValue(): JsonValue | undefined {
    if (this.#document.errors.length > 0 || this.#double) {
      return undefined;
    }
    try {
      return (this.#document.toJS({ maxAliasCount: 0 }) ?? null) as JsonValue;
    } catch {
      return undefined;
    }
  }

  /** A form that changes a value would also change each alias of it. */
  #aliases(): SyntaxFault[] {
    const found: SyntaxFault[] = [];
    visit(this.#document, {
      Alias: (_, node) => {
        const range = rangeOfNode(node);
        if (range) {
          found.push({ code: 'ALIAS', message: '', ...range });
        }
      },
    });
    return found;
  }

  /** The lines of a field with its key, or of the nearest parent that the text has. */
  rangeOf(path: FieldPath): TextRange {
    return this.#find(path).range;
  }

  /** The lines of a field with its key. Undefined if the text does not have it. */
  exactRangeOf(path: FieldPath): TextRange | undefined {
    const { range, depth } = this.#find(path);
    return depth === path.length ? range : undefined;
  }

  /** The value of a field that is a single value. Undefined if the text does not have the field, or if the field is a mapping or a list. */
  scalarAt(path: FieldPath): unknown {
    const { node, depth } = this.#find(path);
    return depth === path.length && isScalar(node) ? node.value : undefined;
  }

  /** The path of the field at an offset. */
  pathAt(offset: number): FieldPath {
    const path: (string | number)[] = [];
    let node: unknown = this.root;
    while (node) {
      if (isMap(node)) {
        // The range of a mapping ends where the next key begins.
        const pair: Pair | undefined = [...node.items]
          .reverse()
          .find(each => contains(each, offset));
        if (!pair) {
          break;
        }
        path.push(keyOfPair(pair));
        node = pair.value;
      } else if (isSeq(node)) {
        const index: number = node.items.findIndex(each =>
          contains(each, offset),
        );
        if (index < 0) {
          break;
        }
        path.push(index);
        node = node.items[index];
      } else {
        break;
      }
    }
    return path;
  }

  #find(path: FieldPath): { range: TextRange; depth: number; node: unknown } {
    let node: unknown = this.root;
    let range: TextRange = { from: 0, to: firstLineEnd(this.text) };
    for (const [depth, step] of path.entries()) {
      if (isMap(node)) {
        const pair = node.items.find(each => keyOfPair(each) === String(step));
        if (!pair) {
          return { range, depth, node };
        }
        range = rangeOfPair(pair) ?? range;
        node = pair.value;
      } else if (isSeq(node) && typeof step === 'number') {
        const item = node.items[step];
        if (item === undefined) {
          return { range, depth, node };
        }
        range = rangeOfNode(item) ?? range;
        node = item;
      } else {
        return { range, depth, node };
      }
    }
    return { range, depth: path.length, node };
  }
}

/** The key of a pair as text. */
export function keyOfPair(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

/** From the start of the key to the end of the value. */
export function rangeOfPair(pair: Pair): TextRange | undefined {
  const key = rangeOfNode(pair.key);
  const value = rangeOfNode(pair.value);
  return key && { from: key.from, to: Math.max(key.to, value?.to ?? 0) };
}

/** The position of a node in its text. */
export function rangeOfNode(node: unknown): TextRange | undefined {
  if (isMap(node) || isSeq(node) || isScalar(node) || isAlias(node)) {
    const { range } = node;
    return range ? { from: range[0], to: range[1] } : undefined;
  }
  return undefined;
}

function contains(part: unknown, offset: number): boolean {
  const range =
    rangeOfNode(part) ??
    (typeof part === 'object' && part !== null && 'key' in part
      ? rangeOfPair(part as Pair)
      : undefined);
  return range !== undefined && range.from <= offset && offset <= range.to;
}

function firstLineEnd(text: string): number {
  const end = text.indexOf('\n');
  return end < 0 ? text.length : end;
}
