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

interface Cached {
  decision: Promise<PolicyDecision>;
  until: number;
}

/**
 * Gets decisions from the portal's permission policy, in addition to the cluster's own authorization.
 *
 * A decision is cached for a few seconds, because it costs the backend an HTTP request to itself with two signatures. The cache key is the credentials object of
 * a verified Backstage token. Another token has another credentials object, and the garbage collector removes the object together with its cached decisions.
 * docs/adr/0013 explains why this is safe.
 *
 * @public
 */
export class ResourcePermissions {
  readonly #permissions: PermissionsService;
  readonly #authorize: ConditionAuthorizer;
  readonly #cacheMs: number;
  readonly #now: () => number;
  readonly #cache = new WeakMap<
    VerifiedCaller['credentials'],
    Map<ResourceAction, Cached>
  >();

  constructor(options: {
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
    /** How long a decision is cached, in milliseconds. 0 disables the cache. */
    rememberMs: number;
    now?: () => number;
  }) {
    this.#permissions = options.permissions;
    this.#authorize = createConditionAuthorizer<PermissionTarget>(
      options.permissionsRegistry.getPermissionRuleset(
        skeResourcePermissionResourceRef,
      ),
    );
    this.#cacheMs = options.rememberMs;
    this.#now = options.now ?? Date.now;
  }

  /**
   * Gets the decisions for all actions that a call may need, in one request to the policy. It always uses the caller's own credentials, because
   * Backstage allows everything to the credentials of a plugin.
   *
   * A decision may depend on the object; {@link ResourceDecisions} then evaluates it for each object.
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
          until: now + this.#cacheMs,
        });
      });
      // A failure is returned to the calls that wait for this response, and is not cached.
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
  ): Map<ResourceAction, Cached> {
    if (this.#cacheMs <= 0) {
      return new Map();
    }
    let known = this.#cache.get(credentials);
    if (!known) {
      known = new Map();
      this.#cache.set(credentials, known);
    }
    return known;
  }
}
