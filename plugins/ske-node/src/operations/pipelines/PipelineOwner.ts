import type { JsonObject } from '@backstage/types';
import {
  kratixLabels,
  ResourceRef,
  SkeError,
  UnavailablePart,
} from '@kratix-portal/plugin-ske-common';
import { asObject, metadataOf } from '../../manifests';
import { isPromise, knownKinds } from '../kinds/knownKinds';
import type { Operation } from '../operation/Operation';
import { offersKind } from '../kinds/promiseKind';
import {
  placesOfPromise,
  placesOfRequest,
  type PipelinePlace,
} from './PipelinePlaces';
import { unavailable } from './unavailable';

// Where Kratix runs the pipelines of Promises that do not name a pipeline namespace.
const SYSTEM_NAMESPACE = 'kratix-platform-system';

/** The owner of pipelines, the places where the pipelines run, and the labels that select them. */
export interface PipelineOwner {
  promise: string;
  /** `resource` or `promise`, as in the labels of its Jobs. */
  workflow: 'resource' | 'promise';
  /** The namespace in which the owner's next pipelines run. */
  namespace: string;
  /** The places of the owner's Jobs and Pods. */
  places: PipelinePlace[];
  /** The object that owns the pipelines: the request or the Promise. Its status describes the state of the pipelines. */
  object: JsonObject;
  /** Contains the Promise if the caller may not read it. In this case the pipelines may run in a namespace that this function does not know. */
  unavailable: UnavailablePart[];
}

/**
 * Finds the owner of the pipelines of a resource request or a Promise, with the caller's identity.
 *
 * @returns undefined for a resource request that Kratix has not picked up, which has no pipelines
 */
export async function findPipelineOwner(
  ref: ResourceRef,
  action: 'read' | 'logs',
  operation: Operation,
): Promise<PipelineOwner | undefined> {
  const target = await operation.find(ref, [action]);
  const object = await target.read();
  if (isPromise(ref)) {
    const promise = ref.name;
    const namespace = pipelineNamespaceOf(object) ?? SYSTEM_NAMESPACE;
    return {
      promise,
      workflow: 'promise',
      namespace,
      places: placesOfPromise({ promise, namespace }),
      object,
      unavailable: [],
    };
  }
  const promise = asObject(metadataOf(object).labels)[kratixLabels.promiseName];
  const { namespace = '', name } = target.ref;
  if (typeof promise !== 'string' || namespace === '') {
    return undefined;
  }
  const workflows = await readPipelineNamespace(promise, ref, operation);
  if (!workflows) {
    return undefined;
  }
  const pipelineNamespace = workflows.namespace;
  return {
    promise,
    workflow: 'resource',
    namespace: pipelineNamespace ?? namespace,
    places: placesOfRequest({ promise, namespace, name, pipelineNamespace }),
    object,
    unavailable: workflows.unavailable,
  };
}

/**
 * Reads `spec.workflows.config.pipelineNamespace` of the Promise. Callers who may not read Promises still see the pipelines in the request's namespace.
 *
 * @returns undefined if the Promise does not offer the request's kind. Without this check, a user who may change the labels of a request could set the label
 * to another Promise, and see the pipelines of a request of that Promise with the same name
 */
async function readPipelineNamespace(
  name: string,
  request: ResourceRef,
  operation: Operation,
): Promise<{ namespace?: string; unavailable: UnavailablePart[] } | undefined> {
  const target = await operation.targetOf(knownKinds.promise, { name });
  let promise: JsonObject;
  try {
    promise = await target.read();
  } catch (error) {
    if (
      SkeError.is(error) &&
      (error.code === 'forbidden' || error.code === 'not-found')
    ) {
      return { unavailable: [unavailable('promise', error)] };
    }
    throw error;
  }
  if (!offersKind(promise, request)) {
    return undefined;
  }
  return { namespace: pipelineNamespaceOf(promise), unavailable: [] };
}

/** The namespace for the pipelines of a Promise and of its requests, if the Promise names one. */
function pipelineNamespaceOf(promise: JsonObject): string | undefined {
  const workflows = asObject(asObject(promise.spec).workflows);
  const namespace = asObject(workflows.config).pipelineNamespace;
  return typeof namespace === 'string' && namespace !== ''
    ? namespace
    : undefined;
}
