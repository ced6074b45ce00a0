import type { JsonObject } from '@backstage/types';
import { hasDefault } from './defaults';
import type { Place } from './Place';

/**
 * Whether an object, list or map is absent until the user adds it.
 *
 * In Kubernetes an absent object and an empty object are different: a controller may enable a feature because its object is present, and the API server sets
 * the defaults inside an object only if the object is present. A default of the object around it does not count: the API server sets that default only if
 * the whole outer object is absent, so the part can be absent from an outer object that is present.
 */
export function isAbsentAtFirst(schema: JsonObject, place: Place): boolean {
  return !place.required && !hasDefault(schema);
}
