import { createPermissionRule } from '@backstage/plugin-permission-node';
import { parseApiVersion } from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';
import { skeResourcePermissionResourceRef } from './skeResourcePermissionResourceRef';

const hasKind = createPermissionRule({
  name: 'HAS_KIND',
  description:
    'Allow objects of these kinds; with a group, only of this API group',
  resourceRef: skeResourcePermissionResourceRef,
  paramsSchema: z.object({
    kinds: z
      .array(z.string())
      .min(1)
      .describe('Kinds as the cluster spells them, such as Redis'),
    group: z
      .string()
      .optional()
      .describe(
        'API group without a version, such as marketplace.kratix.io; an empty text is the core group. Without it the kinds of all groups are allowed',
      ),
  }),
  apply: (target, { kinds, group }) =>
    kinds.includes(target.kind) &&
    (group === undefined ||
      parseApiVersion(target.apiVersion)?.group === group),
  toQuery: () => ({}),
});

const inNamespace = createPermissionRule({
  name: 'IN_NAMESPACE',
  description:
    'Allow objects in these namespaces, but no objects of a cluster-scoped kind',
  resourceRef: skeResourcePermissionResourceRef,
  paramsSchema: z.object({
    namespaces: z
      .array(z.string())
      .min(1)
      .describe('Names of namespaces of the platform cluster'),
  }),
  apply: (target, { namespaces }) =>
    target.namespace !== undefined && namespaces.includes(target.namespace),
  toQuery: () => ({}),
});

/**
 * The rules with which a permission policy can allow objects by kind and by namespace.
 *
 * @public
 */
export const skeResourcePermissionRules = { hasKind, inNamespace };
