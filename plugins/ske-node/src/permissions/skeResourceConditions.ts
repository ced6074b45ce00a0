import { createConditionExports } from '@backstage/plugin-permission-node';
import { skeResourcePermissionRules } from './rules';
import { skeResourcePermissionResourceRef } from './skeResourcePermissionResourceRef';

const { conditions, createConditionalDecision } = createConditionExports({
  resourceRef: skeResourcePermissionResourceRef,
  rules: skeResourcePermissionRules,
});

/**
 * The conditions that a permission policy can use to allow access to some objects only.
 *
 * @public
 */
export const skeResourceConditions = conditions;

/**
 * Creates a decision of a permission policy that depends on the object.
 *
 * @example
 * ```ts
 * return createSkeResourceConditionalDecision(request.permission, {
 *   allOf: [
 *     skeResourceConditions.hasKind({ kinds: ['Redis'], group: 'marketplace.kratix.io' }),
 *     skeResourceConditions.inNamespace({ namespaces: ['team-a'] }),
 *   ],
 * });
 * ```
 * @public
 */
export const createSkeResourceConditionalDecision = createConditionalDecision;
