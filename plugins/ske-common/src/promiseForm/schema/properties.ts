import type { JsonObject } from '@backstage/types';
import {
  asList,
  asObject,
  asText,
  isTrue,
  withoutDoubles,
} from '../values/json';
import { humanise, readOwnTitle } from '../values/titles';
import { hasDefault } from './defaults';
import { readSchemaRules } from './toCheck';

/** Returns a function for the titles that the form shows for the properties of an object. The properties are read once, because there can be thousands of them. */
export function titlesOfProperties(
  schema: JsonObject,
): (name: string) => string {
  const properties = allProperties(schema);
  return name =>
    readOwnTitle(asObject(properties[name]) ?? {}) || humanise(name);
}

export function requiredNames(schema: JsonObject): string[] {
  return withoutDoubles(asList(schema.required).map(asText))
    .filter(name => name !== '')
    .sort();
}

/** The required properties that the form has to ask for, because the cluster has no default for them. */
export function askedNames(schema: JsonObject): string[] {
  return requiredNames(schema).filter(
    name => !hasDefault(asObject(schema.properties)?.[name]),
  );
}

/** The required properties that the API does not define. The cluster drops these properties and then misses them, so it rejects every value. */
export function undefinedNames(schema: JsonObject): string[] {
  const properties = allProperties(schema);
  const isOpen = isTrue(schema['x-kubernetes-preserve-unknown-fields']);
  return requiredNames(schema).filter(
    name => !isOpen && !Object.hasOwn(properties, name),
  );
}

/**
 * The properties of an object, and the properties that only a branch of a combining keyword (such as `oneOf`) defines. A schema in which only a branch
 * defines a property is not structural, and current API servers reject it. The form still has every field.
 */
export function allProperties(schema: JsonObject): JsonObject {
  const { anyOf, oneOf, allOf } = readSchemaRules(schema);
  const all: JsonObject = { ...asObject(schema.properties) };
  for (const branch of [...anyOf, ...oneOf, ...allOf]) {
    for (const [name, property] of Object.entries(allProperties(branch))) {
      if (!Object.hasOwn(all, name)) {
        all[name] = property;
      }
    }
  }
  return all;
}
