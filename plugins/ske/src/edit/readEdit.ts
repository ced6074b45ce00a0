import type { JsonObject } from '@backstage/types';
import type { FieldDifference } from '../changes';
import {
  asObject,
  isImmutable,
  printFieldPath,
  schemaAt,
  YamlSource,
  type OutsideProblem,
  type Schema,
} from '../editor';

/** Reads the text of an edit. Undefined while it is not a mapping in valid YAML. */
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
        // A parent can have the rule too.
        path.some((_, depth) =>
          isImmutable(schemaAt(schema, path.slice(0, depth + 1))),
        ),
    )
    .map(({ path }) => {
      const field = printFieldPath(path);
      return { field, message: message(field), severity: 'error' };
    });
}
