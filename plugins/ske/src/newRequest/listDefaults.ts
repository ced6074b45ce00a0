import type { JsonObject } from '@backstage/types';
import {
  parseFieldPath,
  type ConfigureResult,
  type FieldChange,
} from '@kratix-portal/plugin-ske-common';
import { valueAt } from '../values';

/** The fields of a checked request that the user did not write: defaults, and what webhooks add. */
export function listDefaults(
  check: ConfigureResult,
  object: JsonObject,
): readonly FieldChange[] {
  return check.changes.filter(
    ({ field }) =>
      valueAt(object, ...parseFieldPath(field, object)) === undefined,
  );
}
