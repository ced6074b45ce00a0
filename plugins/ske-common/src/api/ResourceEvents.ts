/**
 * One or more Kubernetes Events with the same message, combined into one.
 *
 * @public
 */
export interface ResourceEvent {
  /** `Normal`, `Warning`, or another type that the cluster uses. */
  type: string;
  /** A stable word that code can test, such as `ConfigureWorkflowFailed`. */
  reason: string;
  /** A sentence for users, cleaned. */
  message: string;
  /** How often it was reported. */
  count: number;
  /** RFC 3339. */
  firstSeen: string;
  /** RFC 3339. */
  lastSeen: string;
  /** The controller that reported it. */
  reportedBy?: string;
}

/**
 * The Events of an object, the latest first.
 *
 * @public
 */
export interface ResourceEvents {
  /** The latest first. */
  events: ResourceEvent[];
  /** Whether there are more Events than were read. */
  truncated: boolean;
}
