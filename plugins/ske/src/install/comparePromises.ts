import type { JsonValue } from '@backstage/types';
import {
  cleanText,
  type FieldChange,
  type FieldPath,
  looksSecret,
  printFieldPath,
  readPromiseApi,
  type KratixPromise,
} from '@kratix-portal/plugin-ske-common';
import { isObject, maskValue, textAt, valueAt } from '../values';

/** One difference between two versions of a Promise. */
export interface PromiseChange {
  /** The changed field, such as `v1 spec.size.enum` or `resource.configure.deploy spec.containers.main.image`. */
  place: string;
  change: 'added' | 'changed' | Removal;
  /** The old value as short JSON. Absent for objects and lists. */
  before?: string;
  after?: string;
}

/**
 * What happens to a field that the new text does not have.
 *
 * - `missing`: only the cluster can tell, because a write keeps what other field managers wrote.
 * - `kept`: it stays.
 * - `partly`: some of its fields stay.
 */
type Removal = 'missing' | 'kept' | 'partly' | 'removed';

/** What an upgrade of a Promise changes. */
export interface PromiseComparison {
  api: readonly PromiseChange[];
  pipelines: readonly PromiseChange[];
  /** Requirements, dependencies, Destinations, labels and annotations. */
  rest: readonly PromiseChange[];
  /** Whether the kind or the group differs, which Kratix does not accept. */
  isOtherKind: boolean;
}

const LONGEST_VALUE = 120;

/**
 * Compares the installed Promise with the Promise that will replace it.
 *
 * @param planned - the changes of the dry run, which names every field that the write removes. Absent before the dry run
 */
export function comparePromises(
  before: KratixPromise,
  after: KratixPromise,
  planned?: readonly FieldChange[],
): PromiseComparison {
  const one = readPromiseApi(before);
  const other = readPromiseApi(after);
  const removal = readRemovals(planned);
  const changes = (outer: string[], shown: string[] = []) =>
    diff({
      // Without a place to show, the difference is shown at the parts.
      before: part(before, outer) ?? (shown.length === 0 ? {} : undefined),
      after: part(after, outer) ?? (shown.length === 0 ? {} : undefined),
      path: shown,
      whole: outer,
      removal,
    });
  return {
    api: changes(['spec', 'api', 'spec']).map(shortenSchema),
    pipelines: changes(['spec', 'workflows']),
    rest: [
      ...['requiredPromises', 'dependencies', 'destinationSelectors'].flatMap(
        key => changes(['spec', key], [key]),
      ),
      ...['labels', 'annotations'].flatMap(key =>
        // A text rarely has the labels and annotations that others set, and they stay.
        changes(['metadata', key], [key]).filter(
          ({ change }) => change !== 'missing' && change !== 'kept',
        ),
      ),
    ],
    isOtherKind:
      one !== undefined &&
      other !== undefined &&
      (one.group !== other.group || one.kind !== other.kind),
  };
}

/** Kratix adds empty mappings to `workflows`, such as `config`, which are the same as none. */
function part(promise: KratixPromise, path: string[]): JsonValue | undefined {
  const value = valueAt(promise, ...path);
  if (path.at(-1) !== 'workflows' || !isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).filter(
      ([, each]) => !isObject(each) || Object.keys(each).length > 0,
    ),
  );
}

/** Two values at the same place. */
interface Pair {
  before: JsonValue | undefined;
  after: JsonValue | undefined;
  /** The place to show. */
  path: readonly string[];
  /** The path in the Promise. Absent inside a list: a write replaces the lists of a Promise as a whole. */
  whole: readonly string[] | undefined;
  removal: (path: readonly string[]) => Removal;
}

function diff({ before, after, path, whole, removal }: Pair): PromiseChange[] {
  if (isSame(before ?? undefined, after ?? undefined)) {
    return [];
  }
  const one = toEntries(before);
  const other = toEntries(after);
  if (one && other) {
    return [...new Set([...one.keys(), ...other.keys()])].flatMap(key =>
      diff({
        before: one.get(key),
        after: other.get(key),
        path: [...path, key],
        whole: Array.isArray(before) ? undefined : whole && [...whole, key],
        removal,
      }),
    );
  }
  return [
    {
      place: path.join('.'),
      change: kindOfChange(before, after, () =>
        whole ? removal(whole) : 'removed',
      ),
      ...shortly('before', before, path),
      ...shortly('after', after, path),
    },
  ];
}

function kindOfChange(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  removal: () => Removal,
): PromiseChange['change'] {
  if (before === undefined || before === null) {
    return 'added';
  }
  return after === undefined || after === null ? removal() : 'changed';
}

/** The API cuts longer paths. */
const LONGEST_FIELD = 256;

/** Reads from the changes of a dry run what it does to a field that the text does not have. */
function readRemovals(
  planned: readonly FieldChange[] | undefined,
): (path: readonly string[]) => Removal {
  if (!planned) {
    return () => 'missing';
  }
  const removed = new Set(
    planned
      .filter(({ change }) => change === 'removed')
      .map(({ field }) => field),
  );
  return path => {
    // The removal of a mapping names the mapping only.
    const isRemoved = path.some((_, index) =>
      removed.has(print(path.slice(0, index + 1))),
    );
    if (isRemoved) {
      return 'removed';
    }
    const outer = print(path);
    const isInside = (field: string) =>
      field.startsWith(`${outer}.`) || field.startsWith(`${outer}[`);
    return [...removed].some(isInside) ? 'partly' : 'kept';
  };
}

function print(path: FieldPath): string {
  return cleanText(printFieldPath(path).slice(0, LONGEST_FIELD));
}

/** The parts of an object, or of a list whose entries have names. */
function toEntries(
  value: JsonValue | undefined,
): Map<string, JsonValue | undefined> | undefined {
  if (isObject(value)) {
    return new Map(Object.entries(value));
  }
  if (!Array.isArray(value)) {
    return undefined;
  }
  const named = value.map(item => [nameOf(item), item] as const);
  const names = new Set(named.map(([name]) => name));
  return names.size === value.length && !names.has(undefined)
    ? new Map(named as [string, JsonValue][])
    : undefined;
}

function nameOf(item: JsonValue): string | undefined {
  return textAt(item, 'name') ?? textAt(item, 'metadata', 'name');
}

/** Masks secrets. A secret is recognized by its form, or by its path, which contains the names of list entries, such as `env.PASSWORD.value`. */
function shortly(
  key: 'before' | 'after',
  value: JsonValue | undefined,
  path: readonly string[],
) {
  if (value === undefined) {
    return {};
  }
  const masked = maskValue(value, path, looksSecret).value;
  const text = JSON.stringify(masked);
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) && text.length <= LONGEST_VALUE
      ? { [key]: text }
      : {};
  }
  return {
    [key]:
      text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text,
  };
}

/** Shortens `versions.v1.schema.openAPIV3Schema.properties.spec.properties.size.type` to `v1 spec.size.type`. */
function shortenSchema(change: PromiseChange): PromiseChange {
  return {
    ...change,
    place: change.place
      .replace(
        /^versions\.([^.]+)\.schema\.openAPIV3Schema\.?/,
        (_, version: string) => `${version} `,
      )
      .replace(/(^| |\.)properties\./g, '$1')
      .trim(),
  };
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) {
    return true;
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return (
      one.length === other.length &&
      one.every((item, index) => isSame(item, other[index]))
    );
  }
  if (!isObject(one) || !isObject(other)) {
    return false;
  }
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every(key => Object.hasOwn(other, key) && isSame(one[key], other[key]))
  );
}
