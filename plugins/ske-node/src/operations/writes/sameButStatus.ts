import type { JsonObject } from '@backstage/types';
import { isObject, metadataOf, valueOf } from '../../manifests';
import type { RequiredValue } from '../targets/ResourceTarget';

/**
 * Returns values that do not change if only the status of an object is written.
 *
 * The API server raises the generation of most kinds when something other than the status changes. Some kinds have a status and no generation, such as
 * Service, and the generation of a custom resource without the subresource `status` rises with its status too. So the first attempt
 * requires the generation, and later attempts require the content itself.
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
 * Returns the labels and annotations that a patch changes, with their live values. A change of them does not raise the generation, so another writer may change them
 * unnoticed. If a patch adds the first label, it would also replace labels that another writer has added in the meantime.
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
