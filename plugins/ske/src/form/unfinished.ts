import type { JsonValue } from '@backstage/types';
import {
  INCOMPLETE_ROWS_KEY,
  INVALID_YAML_KEY,
} from '@kratix-portal/plugin-ske-common';

/** Whether a part of what the user has filled in cannot be sent yet: a row without a key, or a text that is not YAML. */
export function isUnfinished(value: JsonValue | undefined): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return Object.entries(value).some(
    ([key, inner]) =>
      key === INCOMPLETE_ROWS_KEY ||
      key === INVALID_YAML_KEY ||
      isUnfinished(inner),
  );
}
