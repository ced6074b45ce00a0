import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { describeAction, permissionOf, ResourceAction } from './permissionOf';
import type { PermissionTarget } from './skeResourcePermissionResourceRef';

/** Whether a decision, including its conditions, allows access to an object. */
export type ConditionAuthorizer = (
  decision: PolicyDecision,
  target: PermissionTarget,
) => boolean;

/**
 * The decisions of the portal's permission policy for one call, one for each action that the call may need.
 *
 * @public
 */
export class ResourceDecisions {
  readonly #decisions: ReadonlyMap<ResourceAction, PolicyDecision | undefined>;
  readonly #authorize: ConditionAuthorizer;

  /** @internal */
  constructor(
    decisions: ReadonlyMap<ResourceAction, PolicyDecision | undefined>,
    authorize: ConditionAuthorizer,
  ) {
    this.#decisions = decisions;
    this.#authorize = authorize;
  }

  /** Whether every action is denied for all objects. */
  get areDenied(): boolean {
    return [...this.#decisions.values()].every(
      decision => decision?.result === AuthorizeResult.DENY,
    );
  }

  /** Whether the policy allows an action on an object. An action for which the policy was not asked is denied. */
  allows(action: ResourceAction, target: PermissionTarget): boolean {
    const decision = this.#decisions.get(action);
    return decision !== undefined && this.#authorize(decision, target);
  }

  /**
   * Throws if the policy denies an action.
   *
   * @throws SkeError, 403 `forbidden`, that names the portal's policy
   */
  check(action: ResourceAction, target: PermissionTarget): void {
    if (!this.allows(action, target)) {
      throw deniedByPortal([action], target);
    }
  }

  /**
   * Throws if the policy denies every action for which it was asked.
   *
   * @throws SkeError, 403 `forbidden`
   */
  checkAny(target: PermissionTarget): void {
    const actions = [...this.#decisions.keys()];
    if (!actions.some(action => this.allows(action, target))) {
      throw deniedByPortal(actions, target);
    }
  }
}

function deniedByPortal(
  actions: ResourceAction[],
  { kind, name, namespace }: PermissionTarget,
): SkeError {
  const verbs = actions.map(action => describeAction[action]).join(' or ');
  const what =
    name === undefined ? `objects of kind ${kind}` : `${kind} ${name}`;
  const where = namespace === undefined ? '' : ` in namespace ${namespace}`;
  const names = actions.map(action => permissionOf[action].name).join(', ');
  return new SkeError({
    code: 'forbidden',
    message: `The permission policy of this portal does not allow you to ${verbs} ${what}${where} (${names}).`,
    hint:
      'This is a rule of the portal; the platform cluster was not called. Ask the people who run the portal, not the people who run the cluster: ' +
      'they can grant this permission.',
  });
}
