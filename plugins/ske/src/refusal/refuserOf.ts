import type { SkeError } from '@kratix-portal/plugin-ske-common';

/** Who refused: the cluster's roles, admission or quota, or the portal's permission policy or one of its rules. */
export type Refuser = 'roles' | 'admission' | 'quota' | 'policy' | 'rule';

/** Returns who refused, or undefined for an error that is not a refusal. */
export function refuserOf(error: SkeError): Refuser | undefined {
  switch (error.code) {
    case 'forbidden':
      // A refusal of the cluster has the cluster's own message as its detail. A refusal of the permission policy has no detail, because the cluster was not called.
      return error.detail === undefined ? 'policy' : 'roles';
    case 'policy-denied':
      return 'admission';
    case 'quota-exceeded':
      return 'quota';
    case 'kind-not-allowed':
    case 'identity-mismatch':
      return 'rule';
    default:
      return undefined;
  }
}
