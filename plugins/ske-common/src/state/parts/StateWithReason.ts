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
 * What a state means for a person. A page shows it with an icon and the state's word, never by colour alone.
 *
 * `positive`: all is well. `progress`: Kratix works on it. `attention`: it waits for a person or needs a look. `negative`: it has failed. `neutral`: a person
 * chose it, or it does not matter.
 *
 * @public
 */
export type StateTone =
  'positive' | 'progress' | 'attention' | 'negative' | 'neutral';

/**
 * What a person can do next about a state.
 *
 * - `wait`: nothing, since Kratix continues by itself.
 * - `reconcile`: the action `reconcile` starts the workflow.
 * - `resume`: the action `resume` removes the label that holds the object.
 * - `resume-promise`: the same on the Promise.
 * - `fix-pipeline`: find the cause in the log, remove it, then `reconcile`.
 * - `install-requirements`: install the Promises that are required.
 * - `check-promise`: look at the Promise, which is not available.
 * - `check-destinations`: look at the Destinations and their labels.
 * - `check-health`: look at the HealthRecords.
 * - `check-version`: look whether the wanted version exists.
 * - `check-finalizer`: ask the owner of a finalizer that is not Kratix' own.
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
 * The state of an object: the word, why, since when, and what a person can do.
 *
 * @public
 */
export interface ObjectState<S extends string> extends StateWithReason<S> {
  /** What it means for a person. */
  tone: StateTone;
  /** The sentences of the reason as data, for pages that translate them. */
  parts: readonly ReasonPart[];
  /** RFC 3339. The time since which it is in this state; absent if the object does not show it. */
  since?: string;
  /** What the state was read from, so that a page can mark it. */
  decidedBy?: {
    /** The type of a condition. */
    condition?: string;
    /** The name of a label. */
    label?: string;
  };
  /** What a person can do; absent if there is nothing to do. */
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
  /** It must be validated, since pipelines can write anything into it. */
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

/** The facts of a state that may be absent. */
export type StateFacts = Pick<
  ObjectState<string>,
  'since' | 'decidedBy' | 'next'
>;

/** Makes a state. Absent facts are left out, since states are compared and cached. */
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
