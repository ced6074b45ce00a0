import { KubernetesApi } from '../kubernetes/KubernetesApi';
import { KubernetesObject, objectOf } from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';

/** The names of Kratix's controllers in Events. */
export type ReportingController =
  | 'PromiseController'
  | 'ResourceRequestController'
  | 'Scheduler'
  | 'WorkPlacementController'
  | 'DestinationController'
  | 'HealthRecordController';

/** An Event to record. */
export interface EventNote {
  reason: string;
  note: string;
  type?: 'Normal' | 'Warning';
  /** The subject of the Event, if it is not the object of the controller. */
  regarding?: KubernetesObject;
}

interface EventObject extends KubernetesObject {
  series?: { count: number; lastObservedTime: string };
}

const rememberedEvents = 1000;

/**
 * Records Events through events.k8s.io/v1, as Kratix does. An Event that repeats for the same state of an object becomes a series with a count. Events about
 * cluster-scoped objects are in the namespace `default`.
 */
export class EventRecorder {
  readonly #api: KubernetesApi;
  readonly #onError: (error: unknown) => void;
  readonly #recorded = new Map<string, EventObject>();
  /** Events are written one after another, so that they stay in order. */
  #last: Promise<void> = Promise.resolve();
  #count = 0;

  constructor(api: KubernetesApi, onError: (error: unknown) => void) {
    this.#api = api;
    this.#onError = onError;
  }

  /** Returns at once. An Event that cannot be written is reported and dropped, as in Kubernetes' own recorder. */
  record(
    controller: ReportingController,
    object: KubernetesObject,
    event: EventNote,
  ) {
    // metav1.MicroTime
    const time = new Date().toISOString().replace('Z', '000Z');
    this.#last = this.#last
      .then(() =>
        this.#write(controller, event.regarding ?? object, event, time),
      )
      .catch(this.#onError);
  }

  async #write(
    controller: ReportingController,
    { apiVersion, kind, metadata }: KubernetesObject,
    { reason, note, type = 'Normal' }: EventNote,
    time: string,
  ) {
    const { name, namespace, uid, resourceVersion } = metadata;
    const key = [controller, uid, resourceVersion, reason, note].join();
    const earlier = this.#recorded.get(key);
    if (earlier) {
      const count = (earlier.series?.count ?? 1) + 1;
      earlier.series = { count, lastObservedTime: time };
      const { series } = earlier;
      await this.#api.patch(resourceTypes.event, earlier.metadata, { series });
      return;
    }
    const created = await this.#api.create<EventObject>(
      resourceTypes.event,
      objectOf(
        resourceTypes.event,
        { name: this.#uniqueName(name), namespace: namespace ?? 'default' },
        {
          eventTime: time,
          type,
          reason,
          action: reason,
          note,
          reportingController: controller,
          reportingInstance: `${controller}-stand-in`,
          regarding: {
            apiVersion,
            kind,
            name,
            namespace,
            uid,
            resourceVersion,
          },
        },
      ),
    );
    this.#recorded.set(key, created);
    if (this.#recorded.size > rememberedEvents) {
      const [oldest] = this.#recorded.keys();
      this.#recorded.delete(oldest);
    }
  }

  /** The name of the object and a number that is unique, even after a restart. */
  #uniqueName(name: string) {
    this.#count = (this.#count + 1) % 1_000_000;
    const number = BigInt(Date.now()) * 1_000_000n + BigInt(this.#count);
    return `${name.slice(0, 230)}.${number.toString(16)}`;
  }
}
