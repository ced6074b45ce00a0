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
 * The parameters of {@link hasPlatformAccess}: they select the resource requests that a user may see.
 *
 * @public
 */
export type PlatformAccess = {
  /** Kubernetes namespaces whose resource requests the user may see. */
  namespaces: string[];
  /** Entity references of owners whose resource requests the user may see. */
  claims?: string[];
  /** The platform clusters to which the namespaces belong. Default: all. */
  clusters?: string[];
};

const paramsSchema: z.ZodType<PlatformAccess> = z.object({
  namespaces: z
    .array(z.string())
    .describe('Kubernetes namespaces whose resource requests the user may see'),
  claims: z
    .array(z.string())
    .optional()
    .describe(
      'Entity references of owners whose resource requests the user may see',
    ),
  clusters: z
    .array(z.string())
    .optional()
    .describe(
      'The platform clusters to which the namespaces belong. Default: all',
    ),
});

/**
 * Allows a user to see the entities of resource requests in the given namespaces or of the given owners, and all entities that are not resource
 * requests: Promises, their forms and APIs, and everything outside Kratix.
 *
 * The permission policy passes the namespaces and owners. The rule does not read the cluster's RBAC.
 *
 * @public
 */
export const hasPlatformAccess = createPermissionRule({
  name: 'HAS_PLATFORM_ACCESS',
  description:
    'Allow entities of Kratix resource requests in the given namespaces or of the given owners, and all entities that are not resource requests',
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
 * Creates a condition with {@link hasPlatformAccess} for a permission policy.
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
