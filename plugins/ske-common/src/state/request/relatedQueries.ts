import { kratixLabels, labelIs } from '../../annotations';
import {
  formatApiVersion,
  type ResourceRef,
  wellKnownKinds,
} from '../../resources';
import { textAt } from '../parts/values';

/**
 * The objects of a kind that a state depends on.
 *
 * @public
 */
export interface RelatedQuery {
  /** Such as `platform.kratix.io/v1alpha1`. */
  apiVersion: string;
  /** The kind in the spelling of the cluster. */
  kind: string;
  /** The namespace of the objects. */
  namespace?: string;
  /** A label selector of Kubernetes. */
  labelSelector: string;
}

/**
 * A request, as its ResourceBinding and its Works name it.
 *
 * @public
 */
export interface RelatedOwner {
  /** The name and the namespace of the request. */
  ref: Pick<ResourceRef, 'name' | 'namespace'>;
  /** The name of the Promise. */
  promise: string;
}

/**
 * Selects the ResourceBinding of a request. The name of a binding may be shortened, so it is found by its labels.
 *
 * @public
 */
export function bindingQuery(owner: RelatedOwner): RelatedQuery {
  return queryOf(owner, 'resourceBinding', owner.ref.namespace);
}

/**
 * Whether a ResourceBinding belongs to the request.
 *
 * @public
 */
export function isBindingOf(
  binding: unknown,
  { name }: Pick<ResourceRef, 'name'>,
): boolean {
  return textAt(binding, 'spec', 'resourceRef', 'name') === name;
}

/**
 * Selects the Works of a request. The Works of a Promise with a `pipelineNamespace` are in that namespace, not in the namespace of the request.
 *
 * @public
 */
export function worksQueries(
  owner: RelatedOwner & { pipelineNamespace?: string },
): RelatedQuery[] {
  const { ref, pipelineNamespace } = owner;
  const namespaces = new Set([
    ref.namespace,
    pipelineNamespace ?? ref.namespace,
  ]);
  return [...namespaces].map(namespace => queryOf(owner, 'work', namespace));
}

/**
 * Whether a Work belongs to the request: a pipeline namespace can hold Works of requests with the same name in several namespaces.
 *
 * @public
 */
export function isWorkOf(
  work: unknown,
  { namespace }: Pick<ResourceRef, 'namespace'>,
): boolean {
  const labelled = textAt(
    work,
    'metadata',
    'labels',
    kratixLabels.resourceNamespace,
  );
  return (labelled ?? textAt(work, 'metadata', 'namespace')) === namespace;
}

function queryOf(
  { ref, promise }: RelatedOwner,
  known: 'resourceBinding' | 'work',
  namespace: string | undefined,
): RelatedQuery {
  const kind = wellKnownKinds[known];
  return {
    apiVersion: formatApiVersion(kind),
    kind: kind.kind,
    ...(namespace !== undefined && { namespace }),
    labelSelector: [
      labelIs(kratixLabels.promiseName, promise),
      labelIs(kratixLabels.resourceName, ref.name),
    ].join(','),
  };
}
