import type { JsonObject } from '@backstage/types';
import type {
  AccessAnswers,
  AccessQuestion,
  PipelineLogQuery,
  PipelineRuns,
  ResourceActionInput,
  ResourceActionName,
  ResourceActionResult,
  ResourceEvents,
  ResourceList,
  ResourceListQuery,
  UpgradeInput,
  UpgradeResult,
  WatchEvent,
  WatchManyEvent,
  WatchQuery,
  WatchSubscription,
  WhoAmI,
} from '../api';
import type { DiagnosisReport } from '../diagnosis';
import type {
  RecordRequestInput,
  RecordRequestResult,
} from '../pendingRequests';
import type { ResourceRef } from '../resources';
import type { ConfigureOptions, ConfigureResult, DeleteInput } from '../writes';
import { brokenOff, readChunks } from './readChunks';
import { readWatchEvents, readWatchManyEvents } from './readWatchEvents';
import type { SkeCallOptions, SkeClientOptions } from './SkeClientOptions';
import { SkeHttp } from './SkeHttp';

/**
 * The HTTP API of the `ske` backend plugin, one method for each route. Works in browsers and in Node.
 *
 * Every method fails with a {@link SkeError} that has the code of the response, or with the reason of `signal` when it is aborted.
 *
 * @example
 * ```ts
 * const client = new SkeClient({ discoveryApi, fetchApi });
 * const { manifest } = await client.getResource({ apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' });
 * for await (const event of client.watch({ apiVersion: 'v1', kind: 'ConfigMap' }, { signal })) {
 *   // event.type: 'ADDED', 'synced', ...
 * }
 * ```
 * @public
 */
export class SkeClient {
  readonly #http: SkeHttp;

  constructor(options: SkeClientOptions) {
    this.#http = new SkeHttp(options);
  }

  /** `GET /resource`: one object. */
  async getResource(
    ref: ResourceRef,
    call?: SkeCallOptions,
  ): Promise<{ manifest: JsonObject }> {
    return this.#http.json({ route: 'resource', query: toRef(ref) }, call);
  }

  /** `GET /resources`: one page of the objects of a kind, or of the requests of a Promise. */
  async listResources(
    query: ResourceListQuery,
    call?: SkeCallOptions,
  ): Promise<ResourceList> {
    return this.#http.json({ route: 'resources', query: { ...query } }, call);
  }

  /** `POST /configure-resource`: creates an object, or updates the fields in which it differs from the manifest. */
  async configureResource(
    input: ConfigureOptions & { manifest: string },
    call?: SkeCallOptions,
  ): Promise<ConfigureResult> {
    return this.#http.json(
      { route: 'configure-resource', body: toBody(input) },
      call,
    );
  }

  /**
   * `POST /delete-resource`: deletes one object. With `uid` or `resourceVersion` the call fails with code `conflict` if the object has other values.
   *
   * @returns the cluster's response: a Status, or the object while its finalizers keep it
   */
  async deleteResource(
    input: DeleteInput,
    call?: SkeCallOptions,
  ): Promise<JsonObject> {
    const { uid, resourceVersion } = input;
    const body = toBody({ ...toRef(input), uid, resourceVersion });
    return this.#http.json({ route: 'delete-resource', body }, call);
  }

  /** `POST /pending-requests`: records that the caller requested a resource, so that the catalog shows the request until the resource exists. */
  async recordRequest(
    input: RecordRequestInput,
    call?: SkeCallOptions,
  ): Promise<RecordRequestResult> {
    return this.#http.json(
      { route: 'pending-requests', body: toBody(input) },
      call,
    );
  }

  /** `POST /access`: asks what the caller may do. Up to 50 questions at a time. */
  async checkAccess(
    questions: AccessQuestion[],
    call?: SkeCallOptions,
  ): Promise<AccessAnswers> {
    const body = { questions: questions.map(question => toBody(question)) };
    return this.#http.json({ route: 'access', body, isRead: true }, call);
  }

  /** `GET /resource/events`: the Events of an object, the latest first. */
  async getResourceEvents(
    ref: ResourceRef & { uid?: string },
    call?: SkeCallOptions,
  ): Promise<ResourceEvents> {
    const query = { ...toRef(ref), uid: ref.uid };
    return this.#http.json({ route: 'resource/events', query }, call);
  }

  /** `GET /resource/pipelines`: the pipeline runs of a resource request or a Promise. */
  async getPipelines(
    ref: ResourceRef,
    call?: SkeCallOptions,
  ): Promise<PipelineRuns> {
    return this.#http.json(
      { route: 'resource/pipelines', query: toRef(ref) },
      call,
    );
  }

  /**
   * `GET /resource/logs`: the log of a pipeline's container, in chunks as they arrive. To end the stream, stop reading or abort the signal.
   *
   * Fails with code `logs-gone` when the Pod no longer exists, `logs-pending` when the container has not started, `logs-unavailable` when
   * its node cannot be reached.
   */
  async *readLogs(
    query: PipelineLogQuery,
    call: SkeCallOptions = {},
  ): AsyncGenerator<string, void, undefined> {
    const request = {
      route: 'resource/logs',
      query: { ...query },
      accept: 'text/plain',
    };
    const response = await this.#http.open(request, call);
    const decoder = new TextDecoder();
    for await (const chunk of readChunks(response, call)) {
      yield decoder.decode(chunk, { stream: true });
    }
  }

  /**
   * `POST /resource/actions/…`: re-runs, pauses or resumes the workflow of a resource request or a Promise. With `uid` or `resourceVersion` the call
   * fails with code `conflict` if the object has other values.
   */
  async act(
    action: ResourceActionName,
    input: ResourceActionInput,
    call?: SkeCallOptions,
  ): Promise<ResourceActionResult> {
    const { uid, resourceVersion } = input;
    return this.#http.json(
      {
        route: `resource/actions/${action}`,
        body: toBody({ ...toRef(input), uid, resourceVersion }),
      },
      call,
    );
  }

  /**
   * `POST /resource/actions/upgrade`: upgrades a resource request to another version of its Promise. With `uid` the call fails with code `conflict` if
   * the object has another uid.
   */
  async upgrade(
    input: UpgradeInput,
    call?: SkeCallOptions,
  ): Promise<UpgradeResult> {
    const { uid, version } = input;
    return this.#http.json(
      {
        route: 'resource/actions/upgrade',
        body: toBody({ ...toRef(input), uid, version }),
      },
      call,
    );
  }

  /**
   * `GET /watch`: watches the objects of a kind, or one object.
   *
   * The last event is of type `end` and has the reason. To continue, call again with the last `id` as `resourceVersion`. A stream that ends without
   * this event fails with code `cluster-error`.
   */
  async *watch(
    query: WatchQuery,
    call: SkeCallOptions = {},
  ): AsyncGenerator<WatchEvent, void, undefined> {
    const request = {
      route: 'watch',
      query: { ...query },
      accept: 'text/event-stream',
    };
    const response = await this.#http.open(request, call);
    let last: WatchEvent | undefined;
    for await (const event of readWatchEvents(readChunks(response, call))) {
      last = event;
      yield event;
    }
    if (last?.type !== 'end') {
      throw brokenOff();
    }
  }

  /**
   * `POST /watch`: up to 50 watches in one stream.
   *
   * Each event names its subscription. An `end` that names a subscription ends this subscription alone; an `end` that names no subscription is the last
   * event. To continue, or to change the set of subscriptions, call again with the last `id` of each subscription as its `resourceVersion`. A stream
   * that ends without a last event fails with code `cluster-error`.
   */
  async *watchMany(
    subscriptions: WatchSubscription[],
    call: SkeCallOptions = {},
  ): AsyncGenerator<WatchManyEvent, void, undefined> {
    const request = {
      route: 'watch',
      body: {
        subscriptions: subscriptions.map(subscription => toBody(subscription)),
      },
      isRead: true,
      accept: 'text/event-stream',
    };
    const response = await this.#http.open(request, call);
    let last: WatchManyEvent | undefined;
    for await (const event of readWatchManyEvents(readChunks(response, call))) {
      last = event;
      yield event;
    }
    if (last?.type !== 'end' || last.subscription !== undefined) {
      throw brokenOff();
    }
  }

  /** `GET /diagnosis`: why the caller can or cannot act on the cluster. */
  async getDiagnosis(call?: SkeCallOptions): Promise<DiagnosisReport> {
    return this.#http.json({ route: 'diagnosis' }, call);
  }

  /** `GET /whoami`: the caller's identity in Backstage and on the cluster. */
  async whoAmI(call?: SkeCallOptions): Promise<WhoAmI> {
    return this.#http.json({ route: 'whoami' }, call);
  }
}

/** Takes only the parts of a reference from an object, because a caller may pass an object that has more fields. */
function toRef({ apiVersion, kind, namespace, name }: ResourceRef) {
  return { apiVersion, kind, namespace, name };
}

/** Removes undefined values. */
function toBody(value: object): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter(([, field]) => field !== undefined),
  );
}
