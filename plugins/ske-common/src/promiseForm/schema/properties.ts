import type { JsonObject } from '@backstage/types';
import { asList, asObject, asText } from '../json';
import { readRules } from './toCheck';

export function requiredNames(schema: JsonObject): string[] {
  return asList(schema.required)
    .map(asText)
    .filter(name => name !== '')
    .sort();
}

/**
 * The properties of an object and those that only a branch of a combining keyword defines. Such an object is not structural, and no
 * API server takes it any more; its form still has every field.
 */
export function allProperties(schema: JsonObject): JsonObject {
  const { anyOf, oneOf, allOf } = readRules(schema);
  const all = propertiesWithDefaults(schema);
  for (const branch of [...anyOf, ...oneOf, ...allOf]) {
    for (const [name, property] of Object.entries(allProperties(branch))) {
      if (!Object.hasOwn(all, name)) {
        all[name] = property;
      }
    }
  }
  return all;
}

/**
 * What an object is by default stands in its fields: for the API server it wins over the defaults of its properties, for a form it does not. And
 * of the spec, the form always sends one.
 */
function propertiesWithDefaults(schema: JsonObject): JsonObject {
  const properties = asObject(schema.properties) ?? {};
  const defaults = asObject(schema.default);
  if (!defaults) {
    return { ...properties };
  }
  const entries = Object.entries(properties).map(([name, property]) => [
    name,
    Object.hasOwn(defaults, name)
      ? { ...asObject(property), default: defaults[name] }
      : property,
  ]);
  return Object.fromEntries(entries);
}
