/**
 * One or more Events of Kubernetes that say the same, folded into one.
 *
 * @public
 */
export interface ResourceEvent {
  /** `Normal` or `Warning`, and whatever else the cluster says. */
  type: string;
  /** A word for code, such as `ConfigureWorkflowFailed`. */
  reason: string;
  /** The sentence for people, cleaned. */
  message: string;
  /** How often it was said. */
  count: number;
  /** RFC 3339. */
  firstSeen: string;
  /** RFC 3339. */
  lastSeen: string;
  /** Which controller said it. */
  reportedBy?: string;
}

/**
 * What happened to an object, the latest first.
 *
 * @public
 */
export interface ResourceEvents {
  /** The latest first. */
  events: ResourceEvent[];
  /** Whether there are more than were read. */
  truncated: boolean;
}
