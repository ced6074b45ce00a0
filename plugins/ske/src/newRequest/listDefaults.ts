import type { JsonObject } from '@backstage/types';
import type {
  ConfigureResult,
  FieldChange,
} from '@kratix-portal/plugin-ske-common';
import { parseFieldPath, valueAt } from '../form';

/** The fields of a checked request that the user did not write: defaults, and what webhooks add. */
export function listDefaults(
  check: ConfigureResult,
  object: JsonObject,
): readonly FieldChange[] {
  return check.changes.filter(
    ({ field }) =>
      valueAt(object, parseFieldPath(field)) === undefined &&
      !hasKeyWithDots(object, field),
  );
}

/** A key such as `example.com/team` reads like several parts of a path. */
function hasKeyWithDots(object: JsonObject, field: string): boolean {
  const [, path] =
    /^metadata\.(?:labels|annotations)\.?(.*)$/.exec(field) ?? [];
  const metadata = object.metadata as JsonObject | undefined;
  const keys = ['labels', 'annotations'].flatMap(part =>
    Object.keys((metadata?.[part] as JsonObject | undefined) ?? {}),
  );
  return path !== undefined && keys.some(key => path.includes(key));
}
