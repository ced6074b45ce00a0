import type { Entity } from '@backstage/catalog-model';
import {
  kratixAnnotations,
  portalAnnotations,
  type ResourceRef,
} from '@kratix-portal/plugin-ske-common';
import { kratixTypeOf } from './isKratixType';

/** The object in the platform cluster that an entity stands for. */
export type EntityTarget =
  | { readonly type: 'promise'; readonly name: string }
  | { readonly type: 'resource'; readonly ref: ResourceRef }
  /** The names of the missing annotations, if the entity does not say which object it stands for. */
  | { readonly type: 'incomplete'; readonly missing: readonly string[] };

/**
 * Reads from an entity's annotations which object it stands for. Nothing is guessed: an incomplete reference is never sent to the cluster.
 *
 * @param entity - of which `isKratixType` holds
 */
export function readTarget(entity: Entity): EntityTarget {
  return kratixTypeOf(entity) === 'promise'
    ? readPromise(entity)
    : readResource(entity);
}

function readPromise(entity: Entity): EntityTarget {
  const name = annotation(entity, kratixAnnotations.promiseName);
  return name === undefined
    ? { type: 'incomplete', missing: [kratixAnnotations.promiseName] }
    : { type: 'promise', name };
}

function readResource(entity: Entity): EntityTarget {
  const required = [
    kratixAnnotations.group,
    kratixAnnotations.version,
    kratixAnnotations.kind,
    kratixAnnotations.name,
    // Entities of our catalog module have no namespace if their object is cluster-scoped. Entities of SKE always have a namespace.
    ...(annotation(entity, portalAnnotations.cluster) === undefined
      ? [kratixAnnotations.namespace]
      : []),
  ];
  const missing = required.filter(
    name => annotation(entity, name) === undefined,
  );
  if (missing.length > 0) {
    return { type: 'incomplete', missing };
  }
  const value = (name: string) => annotation(entity, name)!;
  const namespace = annotation(entity, kratixAnnotations.namespace);
  return {
    type: 'resource',
    ref: {
      apiVersion: `${value(kratixAnnotations.group)}/${value(kratixAnnotations.version)}`,
      kind: value(kratixAnnotations.kind),
      ...(namespace !== undefined && { namespace }),
      name: value(kratixAnnotations.name),
    },
  };
}

/** The value of an annotation. An empty value counts as absent. */
export function annotation(entity: Entity, name: string): string | undefined {
  return entity.metadata.annotations?.[name]?.trim() || undefined;
}
