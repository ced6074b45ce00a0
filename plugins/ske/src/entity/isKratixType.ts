import type { Entity } from '@backstage/catalog-model';
import { kratixAnnotations } from '@kratix-portal/plugin-ske-common';

/**
 * What an entity of the catalog can stand for: a Promise, or a resource that was requested from one.
 *
 * @public
 */
export type KratixType = 'promise' | 'resource';

/**
 * Makes a condition on entities, for an `EntitySwitch` or as the `filter` of an extension.
 * The type is read from the annotation `kratix.io/type`.
 * If the annotation is absent or empty, the type is read from the entity's `spec.type`, which is `kratix-promise` or `kratix-resource`.
 *
 * @example
 *
 * ```tsx
 * <EntitySwitch.Case if={isKratixType('promise')}>…</EntitySwitch.Case>
 * ```
 *
 * @public
 */
export function isKratixType(type: KratixType): (entity: Entity) => boolean {
  return entity => {
    const annotated = entity.metadata.annotations?.[kratixAnnotations.type];
    return annotated
      ? annotated === type
      : entity.spec?.type === `kratix-${type}`;
  };
}

const isPromise = isKratixType('promise');
const isResource = isKratixType('resource');

/** What the entity stands for; absent for entities that are not of Kratix. */
export function kratixTypeOf(entity: Entity): KratixType | undefined {
  if (isPromise(entity)) {
    return 'promise';
  }
  return isResource(entity) ? 'resource' : undefined;
}
