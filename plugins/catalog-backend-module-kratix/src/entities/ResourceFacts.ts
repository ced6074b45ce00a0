import type { EntityLink } from '@backstage/catalog-model';
import {
  kratixLabels,
  readResourceState,
  type ResourceState,
  type StateWithReason,
} from '@kratix-portal/plugin-ske-common';
import type { ResourceObject } from '../platform/ResourceObject';
import {
  COMPONENT_PREFIX,
  readCustomisation,
  type ComponentCustomisation,
} from './customisation';
import type { EntityContext } from './EntityContext';
import { mapToEntityRef } from './mapping';
import { statusAnnotation, type StatusAnnotation } from './statusAnnotation';
import { statusLinks } from './statusLinks';

/** The parts of a resource request that its entity needs. No other part is kept in memory, because there can be many requests. */
export interface ResourceFacts {
  name: string;
  namespace: string;
  createdAt: string;
  states: ResourceStates;
  owner: string;
  system?: string;
  status?: StatusAnnotation;
  links: EntityLink[];
  customisation?: ComponentCustomisation;
  /** For a part of a compound request: the request that created it. */
  parent?: { promiseName: string; name: string; namespace: string };
}

export function readResourceFacts(
  resource: ResourceObject,
  context: EntityContext,
): ResourceFacts {
  const { name, namespace, createdAt, annotations, labels } = resource;
  return {
    name,
    namespace,
    createdAt,
    states: readStates(resource),
    owner:
      mapToEntityRef(context.owner, resource, `${COMPONENT_PREFIX}owner`) ??
      context.owner.default,
    system: mapToEntityRef(
      context.system,
      resource,
      `${COMPONENT_PREFIX}system`,
    ),
    status: statusAnnotation(resource.status),
    links: statusLinks(resource.status),
    customisation: Object.keys(annotations).some(key =>
      key.startsWith(COMPONENT_PREFIX),
    )
      ? readCustomisation(annotations)
      : undefined,
    parent: readParent(labels, namespace),
  };
}

/**
 * The state of a request in the three cases: its Promise is paused, is not paused, or is not known. For most requests the state is the same in all cases, and
 * all three fields then refer to one object.
 */
export interface ResourceStates {
  promisePaused: StateWithReason<ResourceState>;
  promiseActive: StateWithReason<ResourceState>;
  promiseUnknown: StateWithReason<ResourceState>;
}

function readStates({ observed }: ResourceObject): ResourceStates {
  const read = (isPromisePaused?: boolean) => {
    const { state, reason } = readResourceState(observed, { isPromisePaused });
    return { state, reason };
  };
  const promiseUnknown = read();
  const withPromise = (isPromisePaused: boolean) => {
    const state = read(isPromisePaused);
    return state.state === promiseUnknown.state &&
      state.reason === promiseUnknown.reason
      ? promiseUnknown
      : state;
  };
  return {
    promiseUnknown,
    promisePaused: withPromise(true),
    promiseActive: withPromise(false),
  };
}

function readParent(
  labels: Readonly<Record<string, string>>,
  namespace: string,
): ResourceFacts['parent'] {
  const promiseName = labels[kratixLabels.parentPromiseName];
  const name = labels[kratixLabels.parentResourceName];
  return promiseName && name
    ? {
        promiseName,
        name,
        namespace: labels[kratixLabels.parentResourceNamespace] ?? namespace,
      }
    : undefined;
}
