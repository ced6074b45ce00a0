import type { ComponentEntity } from '@backstage/catalog-model';
import {
  kratixAnnotations,
  type PendingRequest,
  portalAnnotations,
} from '@kratix-portal/plugin-ske-common';
import type { PromiseKind } from '../platform/PromiseKind';
import {
  buildResourceEntity,
  type PromiseOfResource,
} from './buildResourceEntity';
import { COMPONENT_PREFIX, readCustomisation } from './customisation';
import type { EntityContext } from './EntityContext';
import { stateAnnotations, uniqueTags } from './entityMetadata';
import { mapToEntityRef } from './mapping';

const REVIEW = 'Open the pull request';

/** A placeholder: the state of a resource follows from its status, which a pending request does not have. */
const NO_STATE = { state: 'in-progress', reason: '' } as const;

/**
 * Builds the entity of a recorded request whose resource does not exist (P1). The entity has the same name, owner, system and relations as the
 * later entity of the resource, so that links keep working and the same users see it.
 */
export function buildPendingEntity(options: {
  request: PendingRequest;
  kind: PromiseKind;
  /** The entity's name. */
  name: string;
  promise: PromiseOfResource;
  context: EntityContext;
}): ComponentEntity {
  const { request, kind, promise, context } = options;
  const { annotations, failure, pullRequestUrl, requestsRepoUrl, state } =
    request;
  const custom = readCustomisation(annotations);
  const isWaiting = state === 'requested';
  const entity = buildResourceEntity({
    ...options,
    resource: {
      name: request.name,
      namespace: request.namespace,
      createdAt: request.requestedAt,
      states: {
        promisePaused: NO_STATE,
        promiseActive: NO_STATE,
        promiseUnknown: NO_STATE,
      },
      owner:
        mapToEntityRef(context.owner, request, `${COMPONENT_PREFIX}owner`) ??
        context.owner.default,
      system: mapToEntityRef(
        context.system,
        request,
        `${COMPONENT_PREFIX}system`,
      ),
      links: pullRequestUrl ? [{ url: pullRequestUrl, title: REVIEW }] : [],
      customisation: custom,
    },
  });
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      description:
        custom.description ??
        `${request.name} ${kind.kind} requested via ${kind.promiseName} Promise`,
      tags: uniqueTags(
        ...(custom.tags ?? ['kratix']),
        state,
        ...(promise.presence === 'deleted' ? ['promise-deleted'] : []),
      ),
      annotations: {
        ...entity.metadata.annotations,
        ...stateAnnotations({ state, reason: request.reason }, undefined),
        [portalAnnotations.requestedBy]: request.requestedBy,
        [portalAnnotations.requestedAt]: request.requestedAt,
        ...(failure !== undefined && {
          [portalAnnotations.lastFailure]: failure,
        }),
        ...(isWaiting && {
          [kratixAnnotations.phase]: pullRequestUrl
            ? 'pending-review'
            : 'pending-creation',
        }),
        ...(pullRequestUrl && {
          [kratixAnnotations.pullRequestUrl]: pullRequestUrl,
        }),
        ...(requestsRepoUrl && {
          [kratixAnnotations.requestsRepoUrl]: requestsRepoUrl,
        }),
      },
    },
  };
}
