/**
 * The state of an object in one word, and why.
 *
 * @public
 */
export interface StateWithReason<S extends string> {
  /** One of the words of the object's kind. */
  state: S;
  /** One or more sentences for users. Texts of Kratix and of pipelines are quoted in them. */
  reason: string;
}

/**
 * The parts of a Kubernetes object from which its state follows. Any object of the API server has this shape.
 *
 * @public
 */
export interface ObservedObject {
  /** The standard metadata. Absent finalizers mean that they are not known. */
  metadata: {
    generation?: number;
    deletionTimestamp?: string;
    labels?: Readonly<Record<string, string>> | null;
    finalizers?: readonly string[] | null;
  };
  /** Read with care, since pipelines can write anything into it. */
  status?: unknown;
}

/**
 * The state of a resource request in one word.
 *
 * @public
 */
export type ResourceState =
  | 'ready'
  | 'unhealthy'
  | 'degraded'
  | 'in-progress'
  | 'failed'
  | 'paused'
  | 'suspended'
  | 'waiting-for-promise'
  | 'deleting'
  | 'not-picked-up';
