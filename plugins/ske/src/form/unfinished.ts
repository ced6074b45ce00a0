import type { JsonObject, JsonValue } from '@backstage/types';
import {
  INCOMPLETE_ROWS_KEY,
  INVALID_YAML_KEY,
  type FieldPath,
} from '@kratix-portal/plugin-ske-common';
import type { PageSchema } from './FormValues';
import { findField } from './placeCauses';

/** Whether a part of what the user has filled in cannot be sent yet: a row without a key, or a text that is not YAML. */
export function isUnfinished(value: JsonValue | undefined): boolean {
  return findMark(value, []) !== undefined;
}

/** Finds the first page with a part of the spec that cannot be sent yet. */
export function findUnfinishedPage(
  pages: readonly PageSchema[],
  spec: JsonValue | undefined,
): number | undefined {
  const path = findMark(spec, ['spec']);
  return path && (findField(pages, path)?.page ?? pages.length - 1);
}

/** The value without the internal keys under which our fields keep unfinished input. */
export function withoutMarks(value: JsonValue, invalidYaml: string): JsonValue {
  if (Array.isArray(value)) {
    return value.map(inner => withoutMarks(inner, invalidYaml));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { [INVALID_YAML_KEY]: invalid, ...others } = value;
  const entries = Object.entries(others).filter(
    ([key, inner]) => key !== INCOMPLETE_ROWS_KEY && inner !== undefined,
  );
  if (invalid !== undefined && entries.length === 0) {
    return `<${invalidYaml}>`;
  }
  return Object.fromEntries(
    entries.map(([key, inner]) => [
      key,
      withoutMarks(inner as JsonValue, invalidYaml),
    ]),
  ) as JsonObject;
}

function findMark(
  value: JsonValue | undefined,
  path: FieldPath,
): FieldPath | undefined {
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  for (const [key, inner] of Object.entries(value)) {
    const own = [...path, Array.isArray(value) ? Number(key) : key];
    const found =
      key === INCOMPLETE_ROWS_KEY || key === INVALID_YAML_KEY
        ? own
        : findMark(inner, own);
    if (found) {
      return found;
    }
  }
  return undefined;
}
