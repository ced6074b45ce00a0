import {
  kratixLabels,
  type KratixPromise,
} from '@kratix-portal/plugin-ske-common';
import { promiseRef } from '../../kratix';
import { useObject, type KubernetesObject, type LiveObject } from '../../live';

/** The name of the Promise of a request. Kratix writes the label when it picks up the request. */
export function promiseNameOf(object: KubernetesObject): string | undefined {
  return object.metadata.labels?.[kratixLabels.promiseName];
}

/** Follows the Promise of a request. If the name of the Promise is not known, nothing is read. */
export function usePromiseOf(object: KubernetesObject): LiveObject {
  const name = promiseNameOf(object);
  return useObject(name === undefined ? undefined : promiseRef(name));
}

/** A Promise with the parts that the form library reads. */
export function asPromise(
  object: KubernetesObject | undefined,
): KratixPromise | undefined {
  return object as unknown as KratixPromise | undefined;
}
