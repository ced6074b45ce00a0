/** A change of a request that the cluster does not know of, as the catalog's entity records it. */
export interface Submission {
  /**
   * `pushed`: the change is submitted. `pending-review`, `pending-deletion`: a pull request waits. `never-created`: the request was recorded, and the
   * time that the portal waits for its resource is over.
   */
  readonly phase:
    'pushed' | 'pending-review' | 'pending-deletion' | 'never-created';
  /** The address of the pull request. */
  readonly pullRequestUrl?: string;
  /** The Backstage user who requested the resource. */
  readonly requestedBy?: string;
  /** When the resource was requested, in RFC 3339. */
  readonly requestedAt?: string;
  /** Why the last attempt to create the resource failed. */
  readonly failure?: string;
  /** The Promise, whose form can request the resource again. */
  readonly promiseName?: string;
}
