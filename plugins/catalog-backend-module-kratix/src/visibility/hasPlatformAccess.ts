import type { Entity } from '@backstage/catalog-model';
import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import { catalogEntityPermissionResourceRef } from '@backstage/plugin-catalog-node/alpha';
import {
  createConditionFactory,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  kratixAnnotations,
  portalAnnotations,
} from '@kratix-portal/plugin-ske-common';
import { z } from 'zod/v3';

const key = (annotation: string) => `metadata.annotations.${annotation}`;

/**
 * What {@link hasPlatformAccess} is told of a person.
 *
 * @public
 */
export type PlatformAccess = {
  /** Kubernetes namespaces whose resource requests are seen. */
  namespaces: string[];
  /** Entity references of owners whose resource requests are seen. */
  claims?: string[];
  /** The platform clusters that the namespaces are of; all unless given. */
  clusters?: string[];
};

const paramsSchema: z.ZodType<PlatformAccess> = z.object({
  namespaces: z
    .array(z.string())
    .describe('Kubernetes namespaces whose resource requests are seen'),
  claims: z
    .array(z.string())
    .optional()
    .describe('Entity references of owners whose resource requests are seen'),
  clusters: z
    .array(z.string())
    .optional()
    .describe(
      'The platform clusters that the namespaces are of; all unless given',
    ),
});

/**
 * Lets a person see the entities of a platform's resource requests in the namespaces that are theirs, those that they own, and everything that is
 * no resource request: Promises, their forms and APIs, and all that has nothing to do with Kratix.
 *
 * A permission policy decides which namespaces those are; this rule knows nothing of the cluster's RBAC.
 *
 * @public
 */
export const hasPlatformAccess = createPermissionRule({
  name: 'HAS_PLATFORM_ACCESS',
  description:
    'Allow entities of Kratix resource requests in the given namespaces or of the given owners, and all entities that are no resource requests',
  resourceRef: catalogEntityPermissionResourceRef,
  paramsSchema,
  apply: (entity: Entity, { namespaces, claims = [], clusters }) => {
    const annotations = entity.metadata.annotations ?? {};
    if (annotations[kratixAnnotations.type] !== 'resource') {
      return true;
    }
    const isOwned = (entity.relations ?? []).some(
      ({ type, targetRef }) =>
        type === RELATION_OWNED_BY && claims.includes(targetRef),
    );
    const isInNamespace =
      namespaces.includes(annotations[kratixAnnotations.namespace]) &&
      (!clusters || clusters.includes(annotations[portalAnnotations.cluster]));
    return isOwned || isInNamespace;
  },
  toQuery: ({ namespaces, claims = [], clusters }) => ({
    anyOf: [
      { not: { key: key(kratixAnnotations.type), values: ['resource'] } },
      {
        allOf: [
          { key: key(kratixAnnotations.namespace), values: namespaces },
          ...(clusters
            ? [{ key: key(portalAnnotations.cluster), values: clusters }]
            : []),
        ],
      },
      ...(claims.length > 0
        ? [{ key: 'relations.ownedBy', values: claims }]
        : []),
    ],
  }),
});

/**
 * Makes the condition of {@link hasPlatformAccess} for a permission policy.
 *
 * @example
 * ```ts
 * return createCatalogConditionalDecision(
 *   request.permission,
 *   hasPlatformAccessCondition({ namespaces: ['team-a'], claims: user.info.ownershipEntityRefs }),
 * );
 * ```
 * @public
 */
export const hasPlatformAccessCondition =
  createConditionFactory(hasPlatformAccess);
