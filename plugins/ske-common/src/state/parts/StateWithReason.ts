import { describeReason, type ReasonPart } from './sentences';

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
 * What a state means for the user. A page shows the tone with an icon and the word of the state, never by colour alone.
 *
 * `positive`: all is well. `progress`: Kratix works on the object. `attention`: the object waits for a user, or a user should look at it. `negative`: the
 * object has failed. `neutral`: a user chose this state, or the state does not matter.
 *
 * @public
 */
export type StateTone =
  'positive' | 'progress' | 'attention' | 'negative' | 'neutral';

/**
 * What the user can do next about a state.
 *
 * - `wait`: nothing, since Kratix continues by itself.
 * - `reconcile`: the action `reconcile` starts the workflow.
 * - `resume`: the action `resume` removes the label that holds the object.
 * - `resume-promise`: the action `resume` on the Promise removes this label there.
 * - `fix-pipeline`: find the cause in the log, correct it, and start the action `reconcile`.
 * - `install-requirements`: install the Promises that are required.
 * - `check-promise`: look at the Promise, which is not available.
 * - `check-destinations`: look at the Destinations and their labels.
 * - `check-health`: look at the HealthRecords.
 * - `check-version`: check that the wanted version exists.
 * - `check-finalizer`: ask the owner of a finalizer that is not Kratix's own.
 *
 * @public
 */
export type NextStep =
  | 'wait'
  | 'reconcile'
  | 'resume'
  | 'resume-promise'
  | 'fix-pipeline'
  | 'install-requirements'
  | 'check-promise'
  | 'check-destinations'
  | 'check-health'
  | 'check-version'
  | 'check-finalizer';

/**
 * The state of an object: the word, the reason, the time since which the state lasts, and what the user can do.
 *
 * @public
 */
export interface ObjectState<S extends string> extends StateWithReason<S> {
  /** What the state means for the user. */
  tone: StateTone;
  /** The sentences of the reason as data, for pages that translate them. */
  parts: readonly ReasonPart[];
  /** RFC 3339. The time since which the object is in this state; absent if the object does not show this time. */
  since?: string;
  /** What the state was read from, so that a page can mark it. */
  decidedBy?: {
    /** The type of a condition. */
    condition?: string;
    /** The name of a label. */
    label?: string;
  };
  /** What the user can do; absent if there is nothing to do. */
  next?: NextStep;
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
    creationTimestamp?: string;
    deletionTimestamp?: string;
    labels?: Readonly<Record<string, string>> | null;
    finalizers?: readonly string[] | null;
    /** The time of the last change of the spec, if the object has it. */
    managedFields?: unknown;
  };
  /** Only read for a Promise: whether it has an API and delete pipelines. */
  spec?: unknown;
  /** The status must be validated, because pipelines can write any value into it. */
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

/** The fields of a state that may be absent. */
export type StateFacts = Pick<
  ObjectState<string>,
  'since' | 'decidedBy' | 'next'
>;

/** Makes a state. Fields without a value are left out, because states are compared and cached. */
export function makeState<S extends string>(
  state: S,
  tone: StateTone,
  parts: readonly (ReasonPart | undefined)[],
  { since, decidedBy, next }: StateFacts = {},
): ObjectState<S> {
  const sentences = parts.filter(each => each !== undefined);
  return {
    state,
    tone,
    reason: describeReason(sentences),
    parts: sentences,
    ...(since !== undefined && { since }),
    ...(decidedBy !== undefined && { decidedBy }),
    ...(next !== undefined && { next }),
  };
}
