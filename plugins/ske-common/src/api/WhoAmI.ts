/**
 * The caller's identity in Backstage and on the platform cluster.
 *
 * @public
 */
export interface WhoAmI {
  /** The entity reference of the Backstage user. */
  backstageUser: string;
  /** The identity on the platform cluster. */
  cluster: {
    /** The name of the cluster in the configuration. */
    name: string;
    /** `user`: calls are made as the user. `service`: calls of all users are made as one identity of the portal. */
    identity: 'user' | 'service';
    /** The caller's name in the cluster's RBAC. */
    username: string;
    groups: string[];
    uid?: string;
  };
  /** When the access token expires, RFC 3339. Absent if the token does not say so, and for a `service` identity. */
  tokenExpiresAt?: string;
}
