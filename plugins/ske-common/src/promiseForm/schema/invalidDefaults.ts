import type { JsonObject, JsonValue } from '@backstage/types';
import { asObject } from '../values/json';
import { accepts } from './accepts';
import { hasDefault, withDefaults } from './defaults';
import { toCheck } from './toCheck';

/**
 * Finds the fields whose default their own schema rejects. The API server rejects a CRD with such a default, so Kratix cannot install the Promise.
 *
 * @returns the paths of the fields, such as `spec.ports[].protocol`
 */
export function findInvalidDefaults(
  schema: JsonObject,
  path: readonly string[] = [],
): string[] {
  const found = hasValidDefault(schema) ? [] : [path.join('')];
  const inner = (part: JsonValue | undefined, step: string) => {
    const nested = asObject(part);
    return nested ? findInvalidDefaults(nested, [...path, step]) : [];
  };
  const properties = Object.entries(asObject(schema.properties) ?? {});
  return [
    ...found,
    ...properties.flatMap(([name, property]) =>
      inner(property, path.length === 0 ? name : `.${name}`),
    ),
    ...inner(schema.items, '[]'),
    ...inner(schema.additionalProperties, '.*'),
  ];
}

/** Rules of CEL and most formats are left to the cluster. */
function hasValidDefault(schema: JsonObject): boolean {
  if (!hasDefault(schema)) {
    return true;
  }
  const value = schema.default!;
  const check = toCheck(schema).schema;
  return accepts(check, value) || accepts(check, withDefaults(schema, value));
}
