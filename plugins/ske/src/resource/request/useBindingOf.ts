import { bindingQuery, isBindingOf } from '@kratix-portal/plugin-ske-common';
import {
  useCollection,
  type KubernetesObject,
  type LiveCollection,
} from '../../live';
import { promiseNameOf } from './usePromiseOf';

/** The ResourceBinding of a request, which says which version of the Promise it has. */
export interface BindingOf {
  readonly binding?: KubernetesObject;
  readonly collection: LiveCollection;
}

/** Follows the ResourceBinding of a request. The binding is found by its labels, since its name may be shortened. */
export function useBindingOf(object: KubernetesObject): BindingOf {
  const promise = promiseNameOf(object);
  const collection = useCollection(
    promise === undefined
      ? undefined
      : bindingQuery({ ref: object.metadata, promise }),
  );
  const binding = collection.items.find(each =>
    isBindingOf(each, object.metadata),
  );
  return { ...(binding && { binding }), collection };
}
