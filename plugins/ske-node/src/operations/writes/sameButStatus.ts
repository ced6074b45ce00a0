import type { JsonObject } from '@backstage/types';
import { isObject, metadataOf, valueOf } from '../../manifests';
import type { RequiredValue } from '../targets/ResourceTarget';

/**
 * Returns values that stay the same while only the status of an object is written.
 *
 * The API server raises the generation of most kinds when something other than the status changes. Some kinds have a status and no generation, such as
 * Service, and the generation of a custom resource without the subresource `status` rises with its status too. So the generation is required once,
 * and after that the content itself.
 */
export function sameButStatus(
  live: JsonObject,
  lostRaces: number,
): RequiredValue[] {
  const { generation } = metadataOf(live);
  if (typeof generation === 'number' && lostRaces === 1) {
    return [{ path: ['metadata', 'generation'], value: generation }];
  }
  return Object.keys(live)
    .filter(key => !['apiVersion', 'kind', 'metadata', 'status'].includes(key))
    .map(key => ({ path: [key], value: live[key] }));
}

/**
 * Returns the labels and annotations that a patch changes, with their live values: they raise no generation, and another writer may change them in
 * between. A patch that adds the first label would replace those that another writer has added.
 */
export function changedNames(
  live: JsonObject,
  patch: JsonObject,
): RequiredValue[] {
  const metadata = metadataOf(live);
  return Object.entries(metadataOf(patch)).flatMap(([key, change]) => {
    const current = valueOf(metadata, key);
    return isObject(current) && isObject(change)
      ? Object.keys(change).map(name => ({
          path: ['metadata', key, name],
          value: valueOf(current, name),
        }))
      : [{ path: ['metadata', key], value: current }];
  });
}
