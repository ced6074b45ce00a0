import { KubernetesApi } from '../kubernetes/KubernetesApi';
import {
  KubernetesObject,
  ObjectKey,
  ResourceType,
} from '../kubernetes/objects';
import { ContainerNotes } from './ContainerNotes';
import { EventNote, EventRecorder, ReportingController } from './EventRecorder';
import { WorkQueue } from './WorkQueue';

/** The dependencies of all controllers of the stand-in. */
export interface StandInContext {
  api: KubernetesApi;
  events: EventRecorder;
  notes: ContainerNotes;
  /** How long one step of a pipeline's pod takes, for example from one container to the next. */
  stepMilliseconds: number;
  log(message: string): void;
  signal: AbortSignal;
}

/** A merge patch of an object. */
export interface Patch {
  metadata?: object;
  spec?: object;
  status?: object;
}

/** One write to the API server. */
export type Write = (api: KubernetesApi) => Promise<unknown>;

/** The result of one reconciliation. After writes the controller reconciles again at once, or after `afterMilliseconds` if it is set. Without writes it waits for a change. */
export interface Step {
  writes?: Write[];
  events?: EventNote[];
  afterMilliseconds?: number;
}

/** Returned by a rule that applies and writes nothing. Later rules are not evaluated. */
export const hold: Step = {};

/** One rule. It returns a step, or undefined if it does not apply. */
export type Rule<State> = (state: State) => Step | undefined;

/** The step of the first rule that applies. */
export function firstStep<State>(rules: Rule<State>[], state: State): Step {
  for (const rule of rules) {
    const next = rule(state);
    if (next) {
      return next;
    }
  }
  return hold;
}

/** Patches an object; fails with 409 if the object has changed since it was read. */
export function patch(
  type: ResourceType,
  object: KubernetesObject,
  body: Patch,
  subresource?: 'status',
): Write {
  const { resourceVersion } = object.metadata;
  const metadata = { ...body.metadata, resourceVersion };
  return api =>
    api.patch(type, object.metadata, { ...body, metadata }, subresource);
}

/** Sets labels, or removes the labels whose value is null. It does not fail when the object has changed since it was read. */
export function patchLabels(
  type: ResourceType,
  object: KubernetesObject,
  labels: Record<string, string | null>,
): Write {
  return api => api.patch(type, object.metadata, { metadata: { labels } });
}

export function ensure(type: ResourceType, object: KubernetesObject): Write {
  return api => api.ensure(type, object);
}

export function remove(type: ResourceType, object: KubernetesObject): Write {
  return api => api.delete(type, object.metadata);
}

/** Removes all finalizers. It does not fail if the object no longer exists. */
export function removeFinalizers(
  type: ResourceType,
  { metadata }: KubernetesObject,
): Write {
  return async api => {
    if (await api.find(type, metadata)) {
      await api.patch(type, metadata, { metadata: { finalizers: null } });
    }
  };
}

export function hasLabel(object: KubernetesObject, ...names: string[]) {
  return names.some(name => object.metadata.labels?.[name] === 'true');
}

/** A step that writes. */
export function step(...writes: Write[]): Step {
  return { writes };
}

/** Reconciles objects: it reads one object with all related objects, evaluates the rules, and writes the step. It repeats this until a rule returns no step. */
export class Controller<State> {
  readonly #queue: WorkQueue;

  constructor(
    context: StandInContext,
    options: {
      name: ReportingController;
      /** Undefined if the object does not exist. */
      read(key: ObjectKey): Promise<State | undefined>;
      decide(state: State): Step;
      /** The object that Events are about. */
      regarding(state: State): KubernetesObject;
    },
  ) {
    const { api, events, log, signal } = context;
    const { name, read, decide, regarding } = options;
    this.#queue = new WorkQueue({
      signal,
      onError: (key, error) => log(`${name} ${key}: ${error}`),
      handle: async text => {
        const state = await read(JSON.parse(text) as ObjectKey);
        if (!state) {
          return;
        }
        const { writes = [], ...next } = decide(state);
        for (const write of writes) {
          await write(api);
        }
        for (const event of next.events ?? []) {
          events.record(name, regarding(state), event);
        }
        if (next.afterMilliseconds !== undefined) {
          this.#queue.addAfter(text, next.afterMilliseconds);
        } else if (writes.length) {
          this.#queue.add(text);
        }
      },
    });
  }

  enqueue(key: ObjectKey) {
    const { namespace, name } = key;
    this.#queue.add(JSON.stringify({ namespace, name }));
  }
}
