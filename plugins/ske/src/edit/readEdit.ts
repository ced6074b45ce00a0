import type { JsonObject } from '@backstage/types';
import { printFieldPath } from '@kratix-portal/plugin-ske-common';
import type { FieldDifference } from '../changes';
import {
  isImmutable,
  YamlSource,
  type OutsideProblem,
  type Schema,
} from '../editor';
import { asObject } from '../values';

/** Reads the text of an edit. Undefined while the text is not a mapping in valid YAML. */
export function readEdit(text: string): JsonObject | undefined {
  const value = asObject(new YamlSource(text).toValue());
  return value && asObject(value.metadata) ? value : undefined;
}

/** Finds the fields that the user has changed and that the API does not allow to change. */
export function listImmutable(
  differences: readonly FieldDifference[],
  schema: Schema | undefined,
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
      const field = printFieldPath(path);
      return { field, message: message(field), severity: 'error' };
    });
}
