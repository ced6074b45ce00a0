import type {
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import type { VerifiedCaller } from '../credentials';
import { permissionOf, ResourceAction } from './permissionOf';
import { ConditionAuthorizer, ResourceDecisions } from './ResourceDecisions';
import {
  PermissionTarget,
  skeResourcePermissionResourceRef,
} from './skeResourcePermissionResourceRef';

interface Remembered {
  decision: Promise<PolicyDecision>;
  until: number;
}

/**
 * Asks the portal's permission policy, on top of what the cluster decides.
 *
 * The question costs the backend an HTTP request to itself with two signatures, so an answer is remembered for a few seconds. It is kept
 * beside the very credentials that it was given for: the object that stands for one verified Backstage token. Whoever comes with another
 * token has other credentials, and whoever is forgotten takes their decisions along. Why this is safe: docs/adr/0013.
 *
 * @public
 */
export class ResourcePermissions {
  readonly #permissions: PermissionsService;
  readonly #authorize: ConditionAuthorizer;
  readonly #rememberMs: number;
  readonly #now: () => number;
  readonly #remembered = new WeakMap<
    VerifiedCaller['credentials'],
    Map<ResourceAction, Remembered>
  >();

  constructor(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    /** How long an answer is used again. 0: never. */
    rememberMs: number;
    now?: () => number;
  }) {
    this.#permissions = options.permissions;
    this.#authorize = createConditionAuthorizer<PermissionTarget>(
      options.permissionsRegistry.getPermissionRuleset(
        skeResourcePermissionResourceRef,
      ),
    );
    this.#rememberMs = options.rememberMs;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Decides about every action that a call may come to, in one question to the policy. With the caller's own credentials, always: Backstage
   * allows everything to a plugin's.
   *
   * A decision may hang on the object; {@link ResourceDecisions} then answers for each.
   */
  async decide(
    actions: readonly ResourceAction[],
    caller: Pick<VerifiedCaller, 'credentials'>,
  ): Promise<ResourceDecisions> {
    const { credentials } = caller;
    const known = this.#knownOf(credentials);
    const now = this.#now();
    const unknown = actions.filter(
      action => !(now < (known.get(action)?.until ?? 0)),
    );
    if (unknown.length > 0) {
      const answers = this.#permissions.authorizeConditional(
        unknown.map(action => ({ permission: permissionOf[action] })),
        { credentials },
      );
      unknown.forEach((action, index) => {
        known.set(action, {
          decision: answers.then(all => all[index]),
          until: now + this.#rememberMs,
        });
      });
      // A failure is told to those who wait for this answer, and asked again by who comes next.
      answers.catch(() => unknown.forEach(action => known.delete(action)));
    }
    const decided = await Promise.all(
      actions.map(
        async action => [action, await known.get(action)?.decision] as const,
      ),
    );
    return new ResourceDecisions(new Map(decided), this.#authorize);
  }

  #knownOf(
    credentials: VerifiedCaller['credentials'],
  ): Map<ResourceAction, Remembered> {
    if (this.#rememberMs <= 0) {
      return new Map();
    }
    let known = this.#remembered.get(credentials);
    if (!known) {
      known = new Map();
      this.#remembered.set(credentials, known);
    }
    return known;
  }
}
