import type { WhoAmI } from '@kratix-portal/plugin-ske-common';
import type { OperationRunner } from './OperationRunner';
import type { OperationCaller } from './OperationCaller';

/**
 * Tells a caller who they are, here and on the cluster (S6).
 *
 * @public
 */
export class IdentityService {
  readonly #operations: OperationRunner;

  /** @internal */
  constructor(options: { operations: OperationRunner }) {
    this.#operations = options.operations;
  }

  /** Asks the cluster whom it takes the caller for. */
  async whoAmI(caller: OperationCaller): Promise<WhoAmI> {
    return this.#operations.run(
      {
        eventId: 'identity-review',
        severityLevel: 'low',
        verb: 'create selfsubjectreviews',
        isIdentityReview: true,
      },
      caller,
      async operation => {
        const { client } = operation;
        const identity = await operation.identity();
        const user = await client.whoAmI({ identity, signal: caller.signal });
        operation.meta.clusterUser = user.username;
        const { expiresAtMs } = identity;
        return {
          backstageUser: caller.credentials.principal.userEntityRef,
          cluster: {
            name: client.cluster,
            identity: this.#operations.identityMode,
            username: user.username,
            groups: user.groups,
            ...(user.uid !== undefined && { uid: user.uid }),
          },
          ...(expiresAtMs !== undefined && {
            tokenExpiresAt: toTime(expiresAtMs),
          }),
        };
      },
    );
  }
}

/** An expiry beyond what a date can hold is as good as none. */
function toTime(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
