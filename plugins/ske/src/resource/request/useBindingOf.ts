import { kratixLabels } from '@kratix-portal/plugin-ske-common';
import {
  useCollection,
  type KubernetesObject,
  type LiveCollection,
} from '../../live';
import { textAt } from '../../values';
import { KRATIX_API } from '../../kratix';
import { promiseNameOf } from './usePromiseOf';

/** The ResourceBinding of a request, which says which version of the Promise it has. */
export interface BindingOf {
  readonly binding?: KubernetesObject;
  readonly collection: LiveCollection;
}

/** Follows the ResourceBinding of a request. The binding is found by its labels, since its name may be shortened. */
export function useBindingOf(object: KubernetesObject): BindingOf {
  const promise = promiseNameOf(object);
  const { name, namespace } = object.metadata;
  const collection = useCollection(
    promise === undefined
      ? undefined
      : {
          apiVersion: KRATIX_API,
          kind: 'ResourceBinding',
          namespace,
          labelSelector: [
            `${kratixLabels.promiseName}=${promise}`,
            `${kratixLabels.resourceName}=${name}`,
          ].join(','),
        },
  );
  const binding = collection.items.find(
    each => textAt(each, 'spec', 'resourceRef', 'name') === name,
  );
  return { ...(binding && { binding }), collection };
}
