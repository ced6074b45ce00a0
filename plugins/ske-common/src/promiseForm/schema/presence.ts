import type { JsonObject } from '@backstage/types';
import { hasDefault } from './defaults';
import type { Place } from './Place';

/**
 * Whether an object, list or map is absent until the user adds it.
 *
 * In Kubernetes absent and empty are different: a controller may read a present object as a wish, and the API server sets the defaults inside an object
 * only where the object is present.
 */
export function isAbsentAtFirst(schema: JsonObject, place: Place): boolean {
  return !place.required && !hasDefault(schema);
}
