import { KubernetesObject, ResourceType } from '../kubernetes/objects';
import { Controller, StandInContext } from './Controller';
import { requestTypeOf } from './crdDerivation';
import { labelNames } from './kratixNames';
import { KratixPromise } from './kratixObjects';
import { readRequest } from './readState';
import { nextRequestStep, RequestState } from './requestRules';

type Watch = (
  type: ResourceType,
  onEvent: (object: KubernetesObject) => void,
  more: { signal: AbortSignal },
) => void;

/** One controller for the requests of each Promise. */
export class RequestControllers {
  readonly #context: StandInContext;
  readonly #watch: Watch;
  readonly #started = new Map<
    string,
    {
      crd: string;
      controller: Controller<RequestState>;
      abort: AbortController;
    }
  >();

  constructor(context: StandInContext, watch: Watch) {
    this.#context = context;
    this.#watch = watch;
  }

  /** Starts the controller of a Promise, or restarts it for another kind or version. */
  start(promise: KratixPromise) {
    const { name } = promise.metadata;
    const type = requestTypeOf(promise);
    const crd = `${type.version} ${type.plural}.${type.group}`;
    if (this.#started.get(name)?.crd === crd) {
      return;
    }
    this.stop(name);
    const abort = new AbortController();
    const signal = AbortSignal.any([this.#context.signal, abort.signal]);
    const controller = new Controller(
      { ...this.#context, signal },
      {
        name: 'ResourceRequestController',
        regarding: ({ object }) => object,
        read: key => readRequest(this.#context, name, key),
        decide: nextRequestStep,
      },
    );
    this.#started.set(name, { crd, controller, abort });
    this.#watch(type, ({ metadata }) => controller.enqueue(metadata), {
      signal,
    });
  }

  stop(promise: string) {
    this.#started.get(promise)?.abort.abort();
    this.#started.delete(promise);
  }

  /** Reads from the labels of a Job, Work or ResourceBinding which request it belongs to. */
  enqueueOwnerOf({ metadata }: KubernetesObject) {
    const { labels = {}, namespace } = metadata;
    this.#started.get(labels[labelNames.promise])?.controller.enqueue({
      namespace: labels[labelNames.resourceNamespace] ?? namespace,
      name: labels[labelNames.resource],
    });
  }
}
