import type { WhoAmI } from '@kratix-portal/plugin-ske-common';
import type { OperationRunner } from '../operation/OperationRunner';
import type { OperationCaller } from '../audit/OperationCaller';

/**
 * Returns a caller's identity in Backstage and on the cluster (S6).
 *
 * @public
 */
export class IdentityService {
  readonly #operations: OperationRunner;

  /** @internal */
  constructor(options: { operations: OperationRunner }) {
    this.#operations = options.operations;
  }

  /** Reviews the caller's identity on the cluster. */
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
        operation.audit.clusterUserKnown(user.username);
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

/** Returns undefined for an expiry that a Date cannot represent. */
function toTime(ms: number): string | undefined {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
