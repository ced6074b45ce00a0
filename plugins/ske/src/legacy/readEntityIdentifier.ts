import type { Entity } from '@backstage/catalog-model';
import { kratixAnnotations } from '@kratix-portal/plugin-ske-common';
import { annotation, type EntityTarget } from '../entity/readTarget';
import { promiseRef } from '../kratix';
import type { EntityIdentifier } from './types';

/** Reads the identifier of an entity's object. A part that is missing in the entity is empty, and never guessed. */
export function readEntityIdentifier(
  entity: Entity,
  target: EntityTarget,
): EntityIdentifier {
  const requestsRepoUrl = annotation(entity, kratixAnnotations.requestsRepoUrl);
  const { apiVersion, kind, namespace, name } = readRef(entity, target);
  return {
    apiVersion,
    kind,
    namespace: namespace ?? '',
    name,
    templateName:
      annotation(entity, kratixAnnotations.backstagePromiseTemplate) ?? '',
    ...(requestsRepoUrl !== undefined && { requestsRepoUrl }),
  };
}

function readRef(entity: Entity, target: EntityTarget) {
  switch (target.type) {
    case 'resource':
      return target.ref;
    case 'promise':
      return { ...promiseRef(target.name), namespace: undefined };
    default:
      return {
        apiVersion: '',
        kind: annotation(entity, kratixAnnotations.kind) ?? '',
        namespace: annotation(entity, kratixAnnotations.namespace),
        name: annotation(entity, kratixAnnotations.name) ?? '',
      };
  }
}
