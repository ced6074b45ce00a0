import type { JsonObject } from '@backstage/types';
import type { SkeError } from '@kratix-portal/plugin-ske-common';
import { Backoff } from './Backoff';
import type { Collection } from './Collection';
import type { LiveEnvironment } from './LiveEnvironment';
import type { LiveTransport } from './LiveTransport';
import { memberRetryDelay } from './memberRetryDelay';
import { isOfAll, toSkeError } from './readFailure';
import { readObject } from './readObject';
import type { TokenRejections } from './TokenRejections';

const ROUND_MS = 10_000;
/** If a round needs many calls, each collection is read more rarely, so that an idle page makes fewer than 20 calls a minute. */
const PER_CALL_MS = 3_200;
const PAGE_SIZE = 500;

/** What a poller reports to the store. */
export interface PollerListener {
  onChange(collection: Collection): void;
  onSignedOut(error: SkeError): void;
  onStatus(): void;
  /** Called when a list could be read again after failures of the network. */
  onRecovered(): void;
}

/** Polls the lists of the collections that have no stream. */
export class Poller {
  readonly collections = new Set<Collection>();
  readonly #transport: LiveTransport;
  readonly #environment: LiveEnvironment;
  readonly #listener: PollerListener;
  readonly #rejections: TokenRejections;
  readonly #backoff: Backoff;
  /** The time of the last read of each collection. Collections without a time are read first. */
  readonly #readAt = new Map<Collection, number>();
  /** How many calls the last read of each collection needed. */
  readonly #calls = new WeakMap<Collection, number>();
  #controller: AbortController | undefined;
  #cancelRound: () => void = () => {};
  #isSuspended = false;
  #hasFailed = false;

  constructor(options: {
    transport: LiveTransport;
    environment: LiveEnvironment;
    listener: PollerListener;
    rejections: TokenRejections;
  }) {
    this.#transport = options.transport;
    this.#environment = options.environment;
    this.#listener = options.listener;
    this.#rejections = options.rejections;
    this.#backoff = new Backoff(options.environment);
  }

  /** Whether the last attempt failed. */
  get hasFailed(): boolean {
    return this.#hasFailed && this.collections.size > 0;
  }

  add(collection: Collection): void {
    this.collections.add(collection);
    // A collection whose watch was refused again is as old as before.
    if (collection.status === 'polling' && collection.asOf !== undefined) {
      this.#readAt.set(collection, collection.asOf);
    }
    // A round that is running also reads the new collection.
    if (!this.#controller && !this.#isSuspended) {
      this.#startIn(0);
    }
  }

  remove(collection: Collection): void {
    this.#readAt.delete(collection);
    if (this.collections.delete(collection) && this.collections.size === 0) {
      this.#stop();
    }
  }

  suspend(): void {
    this.#isSuspended = true;
    this.#stop();
  }

  resume(): void {
    this.#isSuspended = false;
    this.#backoff.reset();
    for (const each of this.collections) {
      each.retryAt = undefined;
      if (each.status !== 'polling') {
        this.#readAt.delete(each);
      }
    }
    if (this.collections.size > 0) {
      this.#stop();
      this.#startIn(0);
    }
  }

  /** Ends the round that is running as failed, and plans the next round as after other failures. */
  interrupt(error: SkeError): void {
    if (this.collections.size > 0 && !this.#isSuspended) {
      this.#stop();
      this.#markInterrupted(error);
      this.#planNext(error);
    }
  }

  #stop(): void {
    this.#cancelRound();
    this.#controller?.abort();
    this.#controller = undefined;
  }

  #startIn(delay: number): void {
    this.#cancelRound();
    this.#cancelRound = this.#environment.after(delay, () => {
      this.#round();
    });
  }

  async #round(): Promise<void> {
    const controller = new AbortController();
    this.#controller = controller;
    let failure: SkeError | undefined;
    // A collection that is added during the round is part of it.
    for (
      let collection = this.#next();
      collection && !failure && this.#dueAt(collection) <= this.#now();
      collection = this.#next()
    ) {
      this.#readAt.set(collection, this.#now());
      failure = await this.#read(collection, controller.signal);
      if (controller.signal.aborted) {
        return;
      }
    }
    this.#controller = undefined;
    this.#planNext(failure);
  }

  /** The collection whose turn is next. */
  #next(): Collection | undefined {
    let next: Collection | undefined;
    for (const each of this.collections) {
      if (!next || this.#dueAt(each) < this.#dueAt(next)) {
        next = each;
      }
    }
    return next;
  }

  #dueAt(collection: Collection): number {
    const readAt = this.#readAt.get(collection);
    const pause = Math.max(ROUND_MS, this.#callsOfRound * PER_CALL_MS);
    return Math.max(
      readAt === undefined ? 0 : readAt + pause,
      collection.retryAt ?? 0,
    );
  }

  get #callsOfRound(): number {
    return [...this.collections].reduce(
      (sum, each) => sum + (this.#calls.get(each) ?? 1),
      0,
    );
  }

  #now(): number {
    return this.#environment.now();
  }

  #planNext(failure: SkeError | undefined): void {
    const next = this.#next();
    if (failure) {
      this.#hasFailed = true;
      this.#listener.onStatus();
      const asked = (failure.retryAfterSeconds ?? 0) * 1_000;
      this.#startIn(Math.max(asked, this.#backoff.next()));
    } else if (next) {
      this.#backoff.reset();
      this.#startIn(Math.max(0, this.#dueAt(next) - this.#now()));
      this.#noteRound();
    }
  }

  /** A round that could read nothing counts as failed, although the cluster responded. */
  #noteRound(): void {
    const hadFailed = this.#hasFailed;
    const all = [...this.collections];
    this.#hasFailed =
      all.some(
        ({ failures, status }) => failures > 0 && status !== 'refused',
      ) && all.every(({ status }) => status !== 'polling');
    if (this.#hasFailed !== hadFailed) {
      this.#listener.onStatus();
      if (hadFailed) {
        this.#listener.onRecovered();
      }
    }
  }

  /** Returns a failure that also affects the other collections. */
  async #read(
    collection: Collection,
    signal: AbortSignal,
  ): Promise<SkeError | undefined> {
    const attempt = this.#rejections.begin();
    try {
      const { items, resourceVersion } = await this.#list(collection, signal);
      this.#rejections.accept(attempt);
      if (!signal.aborted && this.collections.has(collection)) {
        const now = this.#environment.now();
        collection.replace(items, resourceVersion, now);
        this.#listener.onChange(collection);
      }
      return undefined;
    } catch (thrown) {
      return signal.aborted
        ? undefined
        : this.#fail(collection, toSkeError(thrown), attempt);
    }
  }

  #fail(
    collection: Collection,
    error: SkeError,
    attempt: number,
  ): SkeError | undefined {
    const kind = this.#rejections.kindOf(error, attempt);
    if (kind === 'signed-out') {
      this.#listener.onSignedOut(error);
      return error;
    }
    if (kind === 'token' || isOfAll(error)) {
      this.#markInterrupted(error);
      // The next round starts with another collection, in case only this one fails.
      if (this.collections.delete(collection)) {
        this.collections.add(collection);
      }
      return error;
    }
    if (!this.collections.has(collection)) {
      return undefined;
    }
    const random = this.#environment.random();
    collection.failures++;
    collection.retryAt =
      this.#now() + memberRetryDelay(collection, { kind, error, random });
    const status = kind === 'refused' ? 'refused' : 'reconnecting';
    collection.setStale(status, { error });
    this.#listener.onChange(collection);
    return undefined;
  }

  #markInterrupted(error: SkeError): void {
    this.#readAt.clear();
    for (const each of this.collections) {
      if (each.status !== 'refused') {
        each.setStale('reconnecting', { error });
        this.#listener.onChange(each);
      }
    }
  }

  async #list(
    collection: Collection,
    signal: AbortSignal,
  ): Promise<{ items: JsonObject[]; resourceVersion?: string }> {
    const { query } = collection;
    const { apiVersion, kind, namespace, name } = query;
    const { labelSelector, fieldSelector } = query;
    if (name !== undefined) {
      return this.#get({ apiVersion, kind, namespace, name }, signal);
    }
    const items: JsonObject[] = [];
    let resourceVersion: string | undefined;
    let next: string | undefined;
    let calls = 0;
    do {
      this.#calls.set(collection, ++calls);
      const page = await this.#transport.listResources(
        {
          apiVersion,
          kind,
          namespace,
          labelSelector,
          fieldSelector,
          limit: PAGE_SIZE,
          continue: next,
        },
        { signal },
      );
      items.push(...page.items);
      resourceVersion ??= page.resourceVersion;
      next = page.continue;
    } while (next !== undefined && !signal.aborted);
    return { items, resourceVersion };
  }

  async #get(
    ref: { apiVersion: string; kind: string; namespace?: string; name: string },
    signal: AbortSignal,
  ): Promise<{ items: JsonObject[]; resourceVersion?: string }> {
    try {
      const { manifest } = await this.#transport.getResource(ref, { signal });
      const { resourceVersion } = readObject(manifest, ref)?.metadata ?? {};
      return { items: [manifest], resourceVersion };
    } catch (error) {
      if (toSkeError(error).code === 'not-found') {
        return { items: [] };
      }
      throw error;
    }
  }
}
