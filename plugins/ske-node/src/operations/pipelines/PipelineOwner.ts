import type { JsonObject } from '@backstage/types';
import {
  kratixLabels,
  ResourceRef,
  SkeError,
  UnavailablePart,
} from '@kratix-portal/plugin-ske-common';
import { isPromise, knownKinds } from '../kinds/knownKinds';
import type { Operation } from '../operation/Operation';
import { offersKind } from '../kinds/promiseKind';
import { unavailable } from './unavailable';

// Where Kratix runs the pipelines of Promises.
const SYSTEM_NAMESPACE = 'kratix-platform-system';

/** Whose pipelines are meant, where they run, and by which labels they are known. */
export interface PipelineOwner {
  promise: string;
  namespace: string;
  /** Matches the Jobs and the Pods of this owner's pipelines, and no others. */
  labelSelector: string;
  /** Set when the Promise could not be read: it may have its pipelines run in another namespace. */
  unavailable: UnavailablePart[];
}

/**
 * Finds out whose pipelines are those of a resource request or a Promise, as the caller.
 *
 * @returns undefined for a resource request that Kratix has not taken up yet: it has no pipelines
 */
export async function findPipelineOwner(
  ref: ResourceRef,
  action: 'read' | 'logs',
  operation: Operation,
): Promise<PipelineOwner | undefined> {
  const target = await operation.find(ref, [action]);
  const object = await target.read();
  if (isPromise(ref)) {
    return {
      promise: ref.name,
      namespace: SYSTEM_NAMESPACE,
      // The Jobs of its requests have the name of the request as well.
      labelSelector: `${kratixLabels.promiseName}=${ref.name},!${kratixLabels.resourceName}`,
      unavailable: [],
    };
  }
  const promise = labelsOf(object)[kratixLabels.promiseName];
  const { namespace = '', name } = target.ref;
  if (typeof promise !== 'string' || namespace === '') {
    return undefined;
  }
  const workflows = await readPipelineNamespace(promise, ref, operation);
  if (!workflows) {
    return undefined;
  }
  const selector = [
    `${kratixLabels.promiseName}=${promise}`,
    `${kratixLabels.resourceName}=${name}`,
  ];
  if (workflows.namespace !== undefined) {
    // Requests of one name, from several namespaces, have their pipelines side by side there.
    selector.push(`${kratixLabels.resourceNamespace}=${namespace}`);
  }
  return {
    promise,
    namespace: workflows.namespace ?? namespace,
    labelSelector: selector.join(','),
    unavailable: workflows.unavailable,
  };
}

/**
 * `spec.workflows.config.pipelineNamespace` of the Promise. Who may not read Promises still sees what runs beside their request.
 *
 * @returns undefined when the object is none of that Promise's: whoever may change its labels can write any name into this one, and
 * would reach the pipelines of another kind's request that has the same name
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
  const workflows = at(promise.spec, 'workflows');
  const namespace = at(at(workflows, 'config'), 'pipelineNamespace');
  return {
    namespace:
      typeof namespace === 'string' && namespace !== '' ? namespace : undefined,
    unavailable: [],
  };
}

function labelsOf(object: JsonObject): JsonObject {
  const labels = at(object.metadata, 'labels');
  return typeof labels === 'object' && labels !== null && !Array.isArray(labels)
    ? labels
    : {};
}

function at(value: JsonObject[string], key: string): JsonObject[string] {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value[key]
    : undefined;
}
