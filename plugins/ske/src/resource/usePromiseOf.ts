import {
  kratixLabels,
  type KratixPromise,
} from '@kratix-portal/plugin-ske-common';
import { useObject, type KubernetesObject, type LiveObject } from '../live';

/** The apiVersion of Kratix' own kinds. */
export const KRATIX_API = 'platform.kratix.io/v1alpha1';

/** The name of the Promise of a request. Kratix writes the label when it picks up the request. */
export function promiseNameOf(object: KubernetesObject): string | undefined {
  return object.metadata.labels?.[kratixLabels.promiseName];
}

/** Follows the Promise of a request. Without its name nothing is read. */
export function usePromiseOf(object: KubernetesObject): LiveObject {
  const name = promiseNameOf(object);
  return useObject(
    name === undefined
      ? undefined
      : { apiVersion: KRATIX_API, kind: 'Promise', name },
  );
}

/** A Promise with the parts that the form library reads. */
export function asPromise(
  object: KubernetesObject | undefined,
): KratixPromise | undefined {
  return object as unknown as KratixPromise | undefined;
}
