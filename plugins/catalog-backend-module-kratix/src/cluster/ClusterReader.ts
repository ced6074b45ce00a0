import type { JsonObject } from '@backstage/types';
import { Dispatcher, Pool } from 'undici';
import type { ClusterAccess } from '../config/KratixProviderConfig';
import {
  toReadError,
  transportError,
  unusableAnswer,
  type ReadSubject,
} from './readErrors';
import { readLines } from './readLines';

/** All objects of one kind: of the cluster, or of one namespace. */
export interface Collection {
  /** Below the API server's address, built by `collectionPath`. */
  path: string;
  labelSelector?: string;
  /** How many objects one answer may hold. Small for kinds with large objects. */
  pageSize: number;
}

/** A piece of a list. */
export interface ListPage {
  items: unknown[];
  /** Of the list as a whole: where a watch goes on from. */
  resourceVersion: string;
}

/** A line of a watch. An `ERROR` is thrown, and a `BOOKMARK` has an object with a resourceVersion only. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  object: JsonObject;
}

/** What a read may cost. */
export interface ReaderLimits {
  /** Until an answer begins. */
  headersMs: number;
  /** Between two pieces of a list. */
  listIdleMs: number;
  /** Between two events of a watch: the API server sends a bookmark each minute, so a connection that is silent for longer is dead. */
  watchIdleMs: number;
  /** The largest page of a list, and the largest event. */
  answerBytes: number;
}

const DEFAULT_LIMITS: ReaderLimits = {
  headersMs: 30_000,
  listIdleMs: 30_000,
  watchIdleMs: 150_000,
  answerBytes: 64 * 1024 * 1024,
};
// The API server ends a watch after this; spread, so that all watches of a start do not end together.
const WATCH_SECONDS = 300;
const WATCH_SPREAD_SECONDS = 240;
const LIST_CONNECTIONS = 4;
const EVENT_TYPES = new Set(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK']);

/**
 * Lists and watches as the catalog's own reading account: it has no call that could change something, and no caller can give it another
 * identity. `PlatformClient` of ske-node is for requests of users; here are none.
 *
 * Over HTTP/1.1, as there: each watch keeps a connection. Lists have a few of their own, so that they never wait for a watch to end.
 */
export class ClusterReader {
  readonly cluster: string;
  readonly #access: ClusterAccess;
  readonly #lists: Pool;
  readonly #watches: Pool;
  readonly #basePath: string;
  readonly #limits: ReaderLimits;

  constructor(options: {
    access: ClusterAccess;
    limits?: Partial<ReaderLimits>;
  }) {
    const { access } = options;
    const url = new URL(access.url);
    this.#access = access;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.cluster = access.name;
    this.#basePath = url.pathname.replace(/\/+$/, '');
    const common: Pool.Options = {
      allowH2: false,
      pipelining: 1,
      headersTimeout: this.#limits.headersMs,
      connect: {
        timeout: 5_000,
        ca: access.tls.ca,
        rejectUnauthorized: !access.tls.skipVerify,
        ...access.credentials.clientCertificate,
      },
    };
    this.#lists = new Pool(url.origin, {
      ...common,
      connections: LIST_CONNECTIONS,
      bodyTimeout: this.#limits.listIdleMs,
      maxResponseSize: this.#limits.answerBytes,
    });
    this.#watches = new Pool(url.origin, {
      ...common,
      bodyTimeout: this.#limits.watchIdleMs,
    });
  }

  /**
   * All objects, page by page, all of one resourceVersion. Whoever stops before the end has no list.
   *
   * @throws SkeError, or `ResourceVersionExpired` when the list took longer than the API server remembers
   */
  async *list(
    collection: Collection,
    signal: AbortSignal,
  ): AsyncGenerator<ListPage> {
    let next: string | undefined;
    do {
      const query = new URLSearchParams({ limit: `${collection.pageSize}` });
      if (next) {
        query.set('continue', next);
      }
      const page = await this.#listPage(collection, query, signal);
      yield { items: page.items, resourceVersion: page.resourceVersion };
      next = page.next;
    } while (next);
  }

  /**
   * What happens after a resourceVersion, until the API server ends the watch, which it does every few minutes.
   *
   * @throws SkeError, or `ResourceVersionExpired` when the API server does not remember that far back
   */
  async *watch(
    collection: Collection,
    resourceVersion: string,
    signal: AbortSignal,
  ): AsyncGenerator<WatchEvent> {
    const subject: ReadSubject = {
      cluster: this.cluster,
      verb: 'watch',
      path: collection.path,
    };
    const seconds =
      WATCH_SECONDS + Math.floor(Math.random() * WATCH_SPREAD_SECONDS);
    const query = new URLSearchParams({
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion,
      timeoutSeconds: `${seconds}`,
    });
    const { body } = await this.#open(
      this.#watches,
      subject,
      collection,
      query,
      signal,
    );
    try {
      for await (const line of readLines(body, this.#limits.answerBytes)) {
        yield toWatchEvent(line, subject);
      }
    } catch (error) {
      throw transportError(error, subject, signal);
    } finally {
      body.destroy();
    }
  }

  /** Closes the connections; what is under way ends. */
  async close(): Promise<void> {
    await Promise.all([this.#lists.destroy(), this.#watches.destroy()]);
  }

  async #listPage(
    collection: Collection,
    query: URLSearchParams,
    signal: AbortSignal,
  ) {
    const subject: ReadSubject = {
      cluster: this.cluster,
      verb: 'list',
      path: collection.path,
    };
    const { body } = await this.#open(
      this.#lists,
      subject,
      collection,
      query,
      signal,
    );
    let text: string;
    try {
      text = await body.text();
    } catch (error) {
      throw transportError(error, subject, signal);
    }
    return readListAnswer(text, subject);
  }

  async #open(
    pool: Pool,
    subject: ReadSubject,
    collection: Collection,
    query: URLSearchParams,
    signal: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    if (collection.labelSelector) {
      query.set('labelSelector', collection.labelSelector);
    }
    const authorization = await this.#access.credentials.authorization();
    signal.throwIfAborted();
    let response: Dispatcher.ResponseData;
    let text: string;
    try {
      response = await pool.request({
        method: 'GET',
        path: `${this.#basePath}${collection.path}?${query}`,
        headers: {
          accept: 'application/json',
          'user-agent': 'kratix-portal-catalog',
          ...(authorization && { authorization }),
        },
        signal,
      });
      if (response.statusCode === 200) {
        return response;
      }
      text = await response.body.text();
    } catch (error) {
      throw transportError(error, subject, signal);
    }
    throw toReadError(
      {
        status: response.statusCode,
        text,
        retryAfter: response.headers['retry-after'],
      },
      subject,
    );
  }
}

function readListAnswer(text: string, subject: ReadSubject) {
  const answer = parseJson(text, subject);
  const list = isObject(answer) ? answer : {};
  const metadata = isObject(list.metadata) ? list.metadata : {};
  const { resourceVersion, continue: next } = metadata;
  // `items` of an empty list may be null. Anything else that is no list must not be taken for an empty one.
  const items = list.items === null ? [] : list.items;
  if (
    !Array.isArray(items) ||
    typeof resourceVersion !== 'string' ||
    !`${list.kind}`.endsWith('List')
  ) {
    throw unusableAnswer(subject, 'is no list');
  }
  return {
    items,
    resourceVersion,
    next: typeof next === 'string' && next !== '' ? next : undefined,
  };
}

function toWatchEvent(line: string, subject: ReadSubject): WatchEvent {
  const event = parseJson(line, subject);
  if (!isObject(event) || !isObject(event.object)) {
    throw unusableAnswer(subject, 'has an event without an object');
  }
  const { type, object } = event;
  if (type === 'ERROR') {
    throw toReadError(
      { status: Number(object.code), text: JSON.stringify(object) },
      subject,
    );
  }
  if (typeof type !== 'string' || !EVENT_TYPES.has(type)) {
    throw unusableAnswer(subject, 'has an event of a type that is unknown');
  }
  return { type: type as WatchEvent['type'], object: object as JsonObject };
}

function parseJson(text: string, subject: ReadSubject): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unusableAnswer(subject, 'is no JSON', error);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
