/** A change of a request that goes through Git, as the catalog's entity records it (SKE's annotations). The cluster does not know of it. */
export interface Submission {
  /** `pushed`: it is in the repository. `pending-review`, `pending-deletion`: a pull request waits. */
  readonly phase: 'pushed' | 'pending-review' | 'pending-deletion';
  /** The address of the pull request. */
  readonly pullRequestUrl?: string;
}
