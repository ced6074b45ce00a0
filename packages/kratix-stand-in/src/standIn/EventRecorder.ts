import { KubernetesApi } from '../kubernetes/KubernetesApi';
import { KubernetesObject } from '../kubernetes/objects';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { EventNote } from './requestState';

/** The controllers of Kratix, as they sign their Events. */
export type ReportingController =
  | 'PromiseController'
  | 'ResourceRequestController'
  | 'Scheduler'
  | 'WorkPlacementController';

interface EventObject extends KubernetesObject {
  eventTime: string;
  series?: { count: number; lastObservedTime: string };
  [field: string]: unknown;
}

const rememberedEvents = 1000;

/**
 * Records Events through events.k8s.io/v1, as Kratix does. The same Event about the same state of an object is counted in a series. Events about
 * cluster-scoped objects live in the namespace `default`.
 */
export class EventRecorder {
  private readonly api: KubernetesApi;
  private readonly onError: (error: unknown) => void;
  private readonly recorded = new Map<string, EventObject>();
  /** Events are written one after another, so that they stay in order. */
  private last: Promise<void> = Promise.resolve();

  constructor(api: KubernetesApi, onError: (error: unknown) => void) {
    this.api = api;
    this.onError = onError;
  }

  /** Returns at once; an Event that cannot be written is reported and forgotten, as in Kubernetes' own recorder. */
  record(
    controller: ReportingController,
    regarding: KubernetesObject,
    event: EventNote,
  ) {
    const time = microTime(new Date());
    this.last = this.last
      .then(() => this.write(controller, regarding, event, time))
      .catch(this.onError);
  }

  private async write(
    controller: ReportingController,
    regarding: KubernetesObject,
    event: EventNote,
    time: string,
  ) {
    const { uid, resourceVersion, name } = regarding.metadata;
    const key = [
      controller,
      uid,
      resourceVersion,
      event.reason,
      event.note,
    ].join();
    const earlier = this.recorded.get(key);
    if (earlier) {
      const count = (earlier.series?.count ?? 1) + 1;
      earlier.series = { count, lastObservedTime: time };
      await this.api.patch(resourceTypes.event, earlier.metadata, {
        series: earlier.series,
      });
      return;
    }
    const namespace = regarding.metadata.namespace ?? 'default';
    const created = await this.api.create<EventObject>(resourceTypes.event, {
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      metadata: { name: uniqueName(name), namespace },
      eventTime: time,
      type: event.type ?? 'Normal',
      reason: event.reason,
      action: event.reason,
      note: event.note,
      reportingController: controller,
      reportingInstance: `${controller}-stand-in`,
      regarding: {
        apiVersion: regarding.apiVersion,
        kind: regarding.kind,
        name,
        namespace: regarding.metadata.namespace,
        uid,
        resourceVersion,
      },
    });
    this.remember(key, created);
  }

  private remember(key: string, event: EventObject) {
    this.recorded.set(key, event);
    const [oldest] = this.recorded.keys();
    if (this.recorded.size > rememberedEvents) {
      this.recorded.delete(oldest);
    }
  }
}

/** metav1.MicroTime. */
function microTime(time: Date) {
  return time.toISOString().replace('Z', '000Z');
}

let counter = 0;

/** The object's name and a number that is not used twice, also by the process before this one. */
function uniqueName(name: string) {
  counter += 1;
  const number = BigInt(Date.now()) * 1_000_000n + BigInt(counter % 1_000_000);
  return `${name.slice(0, 230)}.${number.toString(16)}`;
}
