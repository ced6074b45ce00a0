import type { JsonValue } from '@backstage/types';
import {
  printFieldPath,
  type FieldPath,
} from '@kratix-portal/plugin-ske-common';
import { asObject, isObject } from '../values';
import type { PageSchema } from './FormValues';
import { isYaml, stepInto } from './placeCauses';

/**
 * The paths of the values that have another shape than their fields, such as a text where the form has an object. The form cannot show such a value, and
 * would replace it.
 */
export function listMisfits(
  pages: readonly PageSchema[],
  spec: JsonValue | undefined,
): readonly string[] {
  const found = new Set<string>();
  for (const page of pages) {
    const schema = stepInto(page, 'spec');
    if (schema) {
      walk(schema, spec, ['spec'], path => found.add(printFieldPath(path)));
    }
  }
  return [...found];
}

function walk(
  schema: PageSchema,
  value: JsonValue | undefined,
  path: FieldPath,
  report: (path: FieldPath) => void,
): void {
  if (value === undefined || value === null || isYaml(schema)) {
    return;
  }
  if (!fits(schema, value)) {
    report(path);
    return;
  }
  if (typeof value !== 'object') {
    return;
  }
  const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  for (const step of steps) {
    const inner = stepInto(schema, step);
    if (inner) {
      const each = (value as Record<string | number, JsonValue>)[step];
      walk(inner, each, [...path, step], report);
    }
  }
}

/** Whether a value has the shape of a field. The form itself checks numbers, texts and switches. */
function fits(schema: PageSchema, value: JsonValue): boolean {
  const type = schema.type ?? (asObject(schema.properties) && 'object');
  switch (type) {
    case 'object':
      return isObject(value);
    case 'array':
      return Array.isArray(value);
    case 'string':
    case 'number':
    case 'integer':
    case 'boolean':
      return typeof value !== 'object';
    default:
      return true;
  }
}
