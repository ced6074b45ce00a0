/**
 * Who the caller is, here and on the platform cluster.
 *
 * @public
 */
export interface WhoAmI {
  /** The entity reference of the Backstage user. */
  backstageUser: string;
  /** To the platform cluster. */
  cluster: {
    /** As the configuration names it. */
    name: string;
    /** `user`: calls are made as the person. `service`: as one identity of the portal's own, for all. */
    identity: 'user' | 'service';
    /** As the cluster's RBAC knows the caller. */
    username: string;
    groups: string[];
    uid?: string;
  };
  /** When the access token ends, RFC 3339. Absent where it does not say, and for a `service` identity. */
  tokenExpiresAt?: string;
}
