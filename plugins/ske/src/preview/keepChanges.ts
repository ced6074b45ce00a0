import type { JsonValue } from '@backstage/types';
import {
  printFieldPath,
  type FieldPath,
} from '@kratix-portal/plugin-ske-common';
import {
  applyChanges,
  listHidden,
  listMisfits,
  openSpec,
  type FormValues,
  type PageSchema,
} from '../form';
import { isObject, withoutUndefined } from '../values';

/**
 * The values of a form whose Promise has changed: what the user has filled in, as far as the new form has the fields. Everything that the old form had filled in by
 * itself comes from the new form.
 */
export function keepChanges(
  pages: readonly PageSchema[],
  next: readonly PageSchema[],
  values: FormValues,
): FormValues {
  const { spec: _spec, ...names } = values;
  const changed = applyChanges(open(next), open(pages), values.spec);
  const clean = withoutUndefined({ spec: changed }).spec;
  const gone = new Set([
    ...listHidden(next, clean),
    ...listMisfits(next, clean),
  ]);
  const spec = without(clean, ['spec'], gone);
  return { ...names, ...(spec !== undefined && { spec }) };
}

/** The spec that a form fills in by itself. */
function open(pages: readonly PageSchema[]): JsonValue | undefined {
  return withoutUndefined({
    spec: pages.reduce<JsonValue | undefined>(
      (spec, page) => openSpec(page, spec),
      undefined,
    ),
  }).spec;
}

function without(
  value: JsonValue | undefined,
  path: FieldPath,
  gone: ReadonlySet<string>,
): JsonValue | undefined {
  if (value === undefined || gone.has(printFieldPath(path))) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return value
      .map((each, index) => without(each, [...path, index], gone))
      .filter(each => each !== undefined);
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).flatMap(([key, each]) => {
          const kept = without(each, [...path, key], gone);
          return kept === undefined ? [] : [[key, kept]];
        }),
      )
    : value;
}
