/** The kind that users request from a Promise, as far as lists need it. Equal kinds keep their identity, see `createKindReader`. */
export interface RequestKind {
  /** `apiVersion` and `kind` in one text. Two Promises that define the same kind share this id, and so they share one collection. */
  readonly id: string;
  /** The name of the Promise. */
  readonly promise: string;
  /** The name of the service that users see. */
  readonly title: string;
  /** Such as `demo.example.com/v1`, with the version that Kratix stores. */
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  /** The name in RBAC rules. */
  readonly plural: string;
  /** Whether Kratix reconciles the Promise and its requests. */
  readonly isPaused: boolean;
  /** RFC 3339. The time since which the Promise is available. Absent while the Promise is not available. */
  readonly availableSince?: string;
  /** The version of the Promise, which new requests get. */
  readonly version?: string;
}
