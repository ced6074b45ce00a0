import type { JsonObject } from '@backstage/types';
import {
  printFieldPath,
  type FieldPath,
} from '@kratix-portal/plugin-ske-common';
import {
  nameOfItem,
  readListKeys,
  type ChangePath,
  type FieldDifference,
} from '../changes';
import {
  isImmutable,
  YamlSource,
  type OutsideProblem,
  type Schema,
} from '../editor';
import { asObject, valueAt } from '../values';

/** Reads the text of an edit. Undefined while the text is not a mapping in valid YAML. */
export function readEdit(text: string): JsonObject | undefined {
  const value = asObject(new YamlSource(text).toValue());
  return value && asObject(value.metadata) ? value : undefined;
}

/** Finds the fields that the user has changed and that the API does not allow to change. */
export function listImmutable(
  differences: readonly FieldDifference[],
  schema: Schema | undefined,
  /** What the user has written, in which the items of a list have an index. */
  object: JsonObject,
  message: (field: string) => string,
): OutsideProblem[] {
  return differences
    .filter(
      ({ kind, base, path }) =>
        (kind === 'mine' || kind === 'conflict') &&
        base !== undefined &&
        isImmutable(schema, path),
    )
    .map(({ path }) => {
      const field = printFieldPath(toIndexes(path, schema, object));
      return { field, message: message(field), severity: 'error' };
    });
}

/** Names each item of a list by its index, as the API server does. */
function toIndexes(
  path: ChangePath,
  schema: Schema | undefined,
  object: JsonObject,
): FieldPath {
  const listKeys = readListKeys(schema);
  const found: (string | number)[] = [];
  path.forEach((step, depth) => {
    const holder = valueAt(object, ...found);
    const keys = Array.isArray(holder)
      ? listKeys(path.slice(0, depth))
      : undefined;
    const index =
      Array.isArray(holder) && keys
        ? holder.findIndex(item => nameOfItem(keys, item) === step)
        : -1;
    found.push(index < 0 ? step : index);
  });
  return found;
}
