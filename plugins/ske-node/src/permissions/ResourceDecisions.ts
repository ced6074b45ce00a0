import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { describeAction, permissionOf, ResourceAction } from './permissionOf';
import type { PermissionTarget } from './skeResourcePermissionResourceRef';

/** Whether a decision, and the conditions in it, let an object through. */
export type ConditionAuthorizer = (
  decision: PolicyDecision,
  target: PermissionTarget,
) => boolean;

/**
 * What the portal's permission policy decided for one call: about each action that the call may come to.
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

  /** Whether every action was denied, whatever the object. */
  get areDenied(): boolean {
    return [...this.#decisions.values()].every(
      decision => decision?.result === AuthorizeResult.DENY,
    );
  }

  /** Whether the policy lets the caller do this to an object. An action that was not asked about is denied. */
  allows(action: ResourceAction, target: PermissionTarget): boolean {
    const decision = this.#decisions.get(action);
    return decision !== undefined && this.#authorize(decision, target);
  }

  /**
   * Refuses what the policy does not let the caller do.
   *
   * @throws SkeError, 403 `forbidden`, that says that it was the portal's policy
   */
  check(action: ResourceAction, target: PermissionTarget): void {
    if (!this.allows(action, target)) {
      throw deniedByPortal([action], target);
    }
  }

  /**
   * Refuses when none of the actions that were asked about is allowed.
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
    message: `The permission policy of this portal does not let you ${verbs} ${what}${where} (${names}).`,
    hint:
      'This was the portal’s own rule; the platform cluster was not asked. Ask those who run the portal, not those who run the cluster: ' +
      'they can grant the permission that is named.',
  });
}
