import {
  invalidField,
  SkeError,
  type AccessAnswer,
  type AccessQuestion,
  type DiagnosisReport,
  type PipelineRuns,
  type ResourceEvents,
  type ResourceList,
  type ResourceListQuery,
  type ResourceRef,
  type SkeCallOptions,
  type SkeErrorBody,
  type WatchEndReason,
  type WatchManyEvent,
  type WatchSubscription,
  type WhoAmI,
} from '@kratix-portal/plugin-ske-common';
import type { SkeApi } from '../../api';
import type { KubernetesObject } from '../objects/KubernetesObject';
import type { LiveQuery } from '../objects/types';
import { FakeCluster, type ObjectInput } from './FakeCluster';
import {
  FakeRefusals,
  forbidden,
  isSelected,
  type FakeSelector,
  type FakeVerb,
} from './FakeRefusals';
import { FakeWatches } from './FakeWatches';

/** A call that the platform received. */
export interface FakeCall {
  method: string;
  input: unknown;
}

/**
 * The backend and the cluster behind `SkeApi`, in memory. A test puts objects into it, and can make its calls and streams fail.
 *
 * @example
 * ```ts
 * const platform = new FakePlatform();
 * platform.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'default' } });
 * platform.refuse({ kind: 'Secret' });
 * render(<TestApiProvider apis={fakeApis(platform)}>…</TestApiProvider>);
 * ```
 */
export class FakePlatform implements SkeApi {
  readonly cluster = new FakeCluster();
  readonly calls: FakeCall[] = [];
  /** The response to `/whoami`. */
  me: WhoAmI = {
    backstageUser: 'user:default/ada',
    cluster: {
      name: 'platform',
      identity: 'user',
      username: 'oidc:ada',
      groups: ['oidc:developers'],
    },
  };
  /** The response to `/diagnosis`. */
  diagnosis: DiagnosisReport | undefined;
  /** Answers the questions of `/access`. */
  access: (question: AccessQuestion) => AccessAnswer = () => ({
    allowed: true,
  });
  /** Called for calls that write. A test sets the functions that it needs. */
  write: (method: string, input: unknown) => Promise<never> = async method => {
    throw new Error(`The test did not expect the call ${method}`);
  };
  /** The text of every log. */
  log = '';

  readonly #refusals = new FakeRefusals();
  readonly #pipelines = new Map<string, PipelineRuns>();
  readonly #events = new Map<string, ResourceEvents>();
  #failure: SkeError | undefined;
  #streamFailure: SkeError | undefined;
  #isSignedOut = false;
  readonly #watches = new FakeWatches({
    cluster: this.cluster,
    refusalOf: (query, verb) => this.#refusals.find(query, verb),
  });

  /** How many streams are open. */
  get openStreams(): number {
    return this.#watches.streams.length;
  }

  /** The subscriptions of all open streams. */
  get subscriptions(): WatchSubscription[] {
    return this.#watches.subscriptions;
  }

  /** Creates or replaces an object. Streams report it. */
  put(input: ObjectInput): KubernetesObject {
    const change = this.cluster.put(input);
    this.#watches.publish(change);
    return change.object;
  }

  /** Removes an object. Streams report it. */
  remove(ref: ObjectInput): void {
    const change = this.cluster.remove(ref);
    if (change) {
      this.#watches.publish(change);
    }
  }

  setPipelines(ref: ResourceRef, runs: Partial<PipelineRuns>): void {
    this.#pipelines.set(refKey(ref), { runs: [], unavailable: [], ...runs });
  }

  setEvents(ref: ResourceRef, events: ResourceEvents['events']): void {
    this.#events.set(refKey(ref), { events, truncated: false });
  }

  /** Refuses to read the selected objects from now on. Running subscriptions end. */
  refuse(selector: FakeSelector, error?: SkeError): void {
    this.#refusals.add({ selector, error });
    this.endSubscriptions(selector, error ?? forbidden(selector, 'watch'));
  }

  /** Refuses some verbs of the selected objects, as roles do. Running subscriptions go on, because Kubernetes does not check them again. */
  refuseVerbs(
    selector: FakeSelector,
    verbs: readonly FakeVerb[],
    error?: SkeError,
  ): void {
    this.#refusals.add({ selector, verbs, error });
  }

  /** Ends all refusals. */
  allowAll(): void {
    this.#refusals.clear();
  }

  /** Breaks every open stream, as if the network had failed. Calls work. */
  cut(): void {
    this.#watches.streams.forEach(stream => stream.fail(networkError()));
  }

  /** Makes everything unreachable until {@link FakePlatform.comeBack}. */
  goDown(error = networkError()): void {
    this.#failure = error;
    this.#watches.streams.forEach(stream => stream.fail(error));
  }

  /** Makes every attempt to open a stream fail. Other calls work. */
  refuseStreams(error: SkeError): void {
    this.#streamFailure = error;
  }

  comeBack(): void {
    this.#failure = undefined;
    this.#streamFailure = undefined;
    this.#watches.setSilent(false);
    this.#watches.setHanging(() => false);
  }

  /** Makes streams stay open and deliver nothing, as behind a proxy that buffers. Other calls work. */
  goSilent(): void {
    this.#watches.setSilent(true);
  }

  /** Makes the API server accept lists and watches of these objects without a response. The streams to the backend stay open, and other calls work. */
  hang(selector: FakeSelector): void {
    this.#watches.setHanging(query => isSelected(selector, query));
  }

  /** What the backend sends every 20 seconds. */
  comment(): void {
    this.#watches.streams.forEach(stream => stream.comment());
  }

  /** Ends every open stream with a last event. */
  end(reason: WatchEndReason, error?: SkeErrorBody['error']): void {
    this.#watches.streams.forEach(stream =>
      stream.send({ type: 'end', reason, ...(error && { error }) }),
    );
  }

  /** Ends one subscription of a stream. */
  endSubscriptions(selector: FakeSelector, error: SkeError): void {
    this.#watches.endSubscriptions(query => isSelected(selector, query), error);
  }

  /** Removes the history of the cluster, so that every stream that continues lists again. */
  compact(): void {
    this.cluster.compact();
  }

  /** Lists everything again in the open streams, as after a 410 of the cluster. */
  relist(): void {
    this.#watches.relist();
  }

  /** Ends the session: streams end, and calls fail until {@link FakePlatform.signIn}. */
  endSession(): void {
    this.#isSignedOut = true;
    this.end('session-ended');
  }

  signIn(): void {
    this.#isSignedOut = false;
  }

  async *watchMany(
    subscriptions: WatchSubscription[],
    call: SkeCallOptions = {},
  ): AsyncGenerator<WatchManyEvent, void, undefined> {
    this.#note('watchMany', subscriptions);
    if (this.#streamFailure) {
      throw this.#streamFailure;
    }
    rejectInvalid(subscriptions);
    yield* this.#watches.open(subscriptions, call);
  }

  // eslint-disable-next-line require-yield
  async *watch(): AsyncGenerator<never, void, undefined> {
    throw new Error('The pages use watchMany');
  }

  async listResources(query: ResourceListQuery): Promise<ResourceList> {
    this.#note('listResources', query);
    const { apiVersion, kind } = query;
    if (apiVersion === undefined) {
      throw new Error('The fake lists by kind, not by Promise');
    }
    rejectPods(kind);
    this.#check(query as LiveQuery, 'list');
    const all = this.cluster.list(query as LiveQuery);
    const start = Number(query.continue ?? 0);
    const end = start + (query.limit ?? all.length);
    return {
      apiVersion,
      kind,
      namespaced: all.every(({ metadata }) => metadata.namespace),
      items: all.slice(start, end) as ResourceList['items'],
      resourceVersion: `${this.cluster.version}`,
      ...(end < all.length && { continue: `${end}` }),
    };
  }

  async getResource(ref: ResourceRef) {
    this.#note('getResource', ref);
    this.#check(ref, 'get');
    const [object] = this.cluster.list(ref);
    if (!object) {
      throw new SkeError({
        code: 'not-found',
        message: `${ref.kind} ${ref.name} does not exist.`,
      });
    }
    return { manifest: object as ResourceList['items'][number] };
  }

  async getPipelines(ref: ResourceRef): Promise<PipelineRuns> {
    this.#note('getPipelines', ref);
    this.#check(ref, 'get');
    return this.#pipelines.get(refKey(ref)) ?? { runs: [], unavailable: [] };
  }

  async getResourceEvents(ref: ResourceRef): Promise<ResourceEvents> {
    this.#note('getResourceEvents', ref);
    this.#check(ref, 'get');
    return this.#events.get(refKey(ref)) ?? { events: [], truncated: false };
  }

  async checkAccess(questions: AccessQuestion[]) {
    this.#note('checkAccess', questions);
    rejectUnknownKeys(questions);
    return { answers: questions.map(question => this.access(question)) };
  }

  async whoAmI(): Promise<WhoAmI> {
    this.#note('whoAmI', undefined);
    return this.me;
  }

  async getDiagnosis(): Promise<DiagnosisReport> {
    this.#note('getDiagnosis', undefined);
    if (!this.diagnosis) {
      throw new Error('The test set no diagnosis');
    }
    return this.diagnosis;
  }

  async *readLogs(query: unknown): AsyncGenerator<string, void, undefined> {
    this.#note('readLogs', query);
    yield this.log;
  }

  async configureResource(input: unknown) {
    return this.write('configureResource', input);
  }

  async deleteResource(input: unknown) {
    return this.write('deleteResource', input);
  }

  async act(action: string, input: unknown) {
    return this.write(`act ${action}`, input);
  }

  async upgrade(input: unknown) {
    return this.write('upgrade', input);
  }

  #note(method: string, input: unknown): void {
    this.calls.push({ method, input });
    if (this.#failure) {
      throw this.#failure;
    }
    if (this.#isSignedOut) {
      throw sessionEnded();
    }
  }

  #check(query: LiveQuery, verb: FakeVerb): void {
    const refusal = this.#refusals.find(query, verb);
    if (refusal) {
      throw refusal;
    }
  }
}

/** Like the backend, it reports that Pods change, and lists none. */
function rejectPods(kind: string): void {
  if (kind === 'Pod') {
    throw new SkeError({
      code: 'kind-not-allowed',
      message: 'The portal does not give access to kind Pod of v1.',
    });
  }
}

/** Like the backend, it names every invalid subscription. */
function rejectInvalid(subscriptions: readonly WatchSubscription[]): void {
  const invalid = subscriptions.flatMap(({ kind }, index) =>
    /^[A-Za-z]/.test(kind)
      ? []
      : [invalidField(`subscriptions.${index}.kind`, 'is not a kind')],
  );
  if (invalid.length > 0) {
    throw SkeError.invalidInput(invalid);
  }
}

function refKey({ apiVersion, kind, namespace, name }: ResourceRef): string {
  return [apiVersion, kind, namespace ?? '', name].join('|');
}

function networkError(): SkeError {
  return new SkeError({
    code: 'internal',
    message: 'The ske backend did not respond.',
  });
}

function sessionEnded(): SkeError {
  return new SkeError({
    code: 'session-ended',
    message: 'Your session has ended.',
    hint: 'Sign in again.',
  });
}

/** The backend rejects a call with a question that has unknown keys. */
function rejectUnknownKeys(questions: readonly AccessQuestion[]): void {
  const known: Record<keyof AccessQuestion, true> = {
    verb: true,
    apiVersion: true,
    kind: true,
    subresource: true,
    namespace: true,
    name: true,
  };
  const unknown = questions
    .flatMap(question => Object.keys(question))
    .find(key => !Object.hasOwn(known, key));
  if (unknown !== undefined) {
    throw new SkeError({
      code: 'invalid-input',
      message: `A question has the unknown key ${unknown}.`,
    });
  }
}
