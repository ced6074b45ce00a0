import type { JsonObject } from '@backstage/types';
import { asObject, isTrue } from '../values/json';
import { hasDefault, isUsableDefault } from './defaults';
import type { Place } from './Place';

/**
 * Whether an object, list or map is absent until the user adds it.
 *
 * In Kubernetes an absent object and an empty object are different: a controller may enable a feature because its object is present, and the API server sets
 * the defaults inside an object only if the object is present. A default of the outer object does not count: the API server sets that default only if
 * the whole outer object is absent, so the part can be absent from an outer object that is present.
 */
export function isAbsentAtFirst(schema: JsonObject, place: Place): boolean {
  return !place.required && !hasDefault(schema);
}

/**
 * The values with which the properties of an object start, although these properties may have no default of their own. They come from the default of the
 * object, or of an outer object.
 *
 * An object that the user can remove and add again, and an object in a list or map, starts empty in some cases, so it has no such values.
 */
export function valuesGiven(
  schema: JsonObject,
  place: Place,
): JsonObject | undefined {
  const isInEntry = place.path.some(name => name === '[]' || name === '{}');
  if (isInEntry || isTrue(schema.nullable) || isAbsentAtFirst(schema, place)) {
    return undefined;
  }
  if (place.given !== undefined) {
    return asObject(place.given);
  }
  return isUsableDefault(schema) ? asObject(schema.default) : undefined;
}
