import { SkeError } from '@kratix-portal/plugin-ske-common';
import { JsonObject } from '@backstage/types';
import { Dispatcher, Pool } from 'undici';
import type { PlatformConfig } from '../config';
import type { PlatformIdentity } from '../credentials';
import { ApiPath } from './ApiPath';
import { delay, startDeadline } from './deadline';
import { timedOut } from './errors';
import type { PlatformAnswer, PlatformCall } from './PlatformCall';
import { readAnswer } from './readAnswer';
import { toTransportError } from './transportErrors';

// S24. A connection is opened once and used by many calls, so its deadline is short. The API server gives up on most calls after 60 s
// itself, but answers what we ask of it in well under one; `deadlineMs` ends what trickles in without ever being idle.
const DEFAULT_LIMITS: PlatformLimits = {
  connectMs: 5_000,
  headersMs: 15_000,
  idleMs: 30_000,
  deadlineMs: 60_000,
  answerBytes: 16 * 1024 * 1024,
  connections: 64,
  retryMs: 10_000,
};

/**
 * What a call may cost. The defaults are those of the product; tests use smaller ones.
 *
 * @public
 */
export interface PlatformLimits {
  /** To open a connection, TLS included. */
  connectMs: number;
  /** Until an answer begins. */
  headersMs: number;
  /** Between two pieces of an answer. */
  idleMs: number;
  /** For a call as a whole. */
  deadlineMs: number;
  /** The largest answer. */
  answerBytes: number;
  /** The most connections to the API server, for all users together. */
  connections: number;
  /** How long a read is repeated while the API server asks us to come back later. */
  retryMs: number;
}

/** How our writes are known among the field managers of an object. */
const FIELD_MANAGER = 'kratix-portal';
// Unknown fields are dropped by the API server, which tells us of each in a Warning header.
const WRITE_QUERY = `?fieldManager=${FIELD_MANAGER}&fieldValidation=Warn`;

/**
 * Sends to the API server of one cluster. Nothing else does.
 *
 * One pool of connections serves all users: the identity is an argument of each call. Over HTTP/1.1, since undici loses 401 answers over
 * HTTP/2. No redirect is followed, and no header of a caller is passed on.
 *
 * @public
 */
export class PlatformClient {
  /** The name of the cluster, for messages. */
  readonly cluster: string;
  readonly #pool: Pool;
  readonly #basePath: string;
  readonly #limits: PlatformLimits;
  readonly #identityMode: 'user' | 'service';

  constructor(options: {
    platform: PlatformConfig;
    limits?: Partial<PlatformLimits>;
  }) {
    const { platform } = options;
    const url = new URL(platform.url);
    this.cluster = platform.name;
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    this.#identityMode = platform.identity.mode;
    this.#basePath = url.pathname.replace(/\/+$/, '');
    this.#pool = new Pool(url.origin, {
      allowH2: false,
      pipelining: 1,
      connections: this.#limits.connections,
      headersTimeout: this.#limits.headersMs,
      bodyTimeout: this.#limits.idleMs,
      maxResponseSize: this.#limits.answerBytes,
      connect: {
        timeout: this.#limits.connectMs,
        ca: platform.tls.ca,
        rejectUnauthorized: !platform.tls.skipVerify,
        ...(platform.identity.mode === 'service' &&
          platform.identity.credentials.clientCertificate),
      },
    });
  }

  /** @internal */
  async get(path: ApiPath, call: PlatformCall): Promise<PlatformAnswer> {
    return this.#sendRepeatedly({ method: 'GET', path }, call);
  }

  /** @internal */
  async create(
    path: ApiPath,
    object: JsonObject,
    call: PlatformCall,
  ): Promise<PlatformAnswer> {
    return this.#send(
      {
        method: 'POST',
        path,
        query: WRITE_QUERY,
        contentType: 'application/json',
        body: object,
      },
      call,
    );
  }

  /**
   * A JSON merge patch, RFC 7396.
   *
   * @internal
   */
  async mergePatch(
    path: ApiPath,
    patch: JsonObject,
    call: PlatformCall,
  ): Promise<PlatformAnswer> {
    return this.#send(
      {
        method: 'PATCH',
        path,
        query: WRITE_QUERY,
        contentType: 'application/merge-patch+json',
        body: patch,
      },
      call,
    );
  }

  /** @internal */
  async delete(
    path: ApiPath,
    options: JsonObject,
    call: PlatformCall,
  ): Promise<PlatformAnswer> {
    return this.#send(
      {
        method: 'DELETE',
        path,
        contentType: 'application/json',
        body: options,
      },
      call,
    );
  }

  /** Closes the connections; calls under way are ended. */
  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  /** Only a read is repeated, and only when the API server itself said "later": for a moment after a kind was installed it always does. */
  async #sendRepeatedly(
    request: ApiRequest,
    call: PlatformCall,
  ): Promise<PlatformAnswer> {
    const giveUpAt = Date.now() + this.#limits.retryMs;
    for (;;) {
      try {
        return await this.#send(request, call);
      } catch (error) {
        if (!SkeError.is(error) || error.code !== 'too-many-requests') {
          throw error;
        }
        const waitMs = Math.max(250, (error.retryAfterSeconds ?? 1) * 1000);
        if (Date.now() + waitMs > giveUpAt) {
          throw error;
        }
        await delay(waitMs, call.signal);
      }
    }
  }

  async #send(
    request: ApiRequest,
    call: PlatformCall,
  ): Promise<PlatformAnswer> {
    const { subject, identity } = call;
    const authorization = await this.#authorize(identity);
    call.signal?.throwIfAborted();
    const deadline = startDeadline(this.#limits.deadlineMs, call.signal);
    let response: Dispatcher.ResponseData;
    let text: string;
    try {
      response = await this.#pool.request({
        method: request.method,
        path: `${this.#basePath}${request.path}${request.query ?? ''}`,
        headers: {
          accept: 'application/json',
          'user-agent': FIELD_MANAGER,
          ...(authorization && { authorization }),
          ...(request.contentType && { 'content-type': request.contentType }),
        },
        body: request.body && JSON.stringify(request.body),
        signal: deadline.signal,
      });
      text = await response.body.text();
    } catch (error) {
      if (call.signal?.aborted) {
        throw call.signal.reason;
      }
      throw deadline.signal.aborted
        ? timedOut(subject, undefined, error)
        : toTransportError(error, subject);
    } finally {
      deadline.clear();
    }
    return readAnswer(response, text, call);
  }

  /** The last lock (S1, S2): on a cluster where people act as themselves, nothing leaves without a person's token. */
  async #authorize(identity: PlatformIdentity): Promise<string | undefined> {
    if (identity.kind !== this.#identityMode) {
      throw new SkeError({
        code: 'no-credentials',
        message: `Cluster ${this.cluster} takes the identity of a ${
          this.#identityMode
        } only, and this call has another.`,
      });
    }
    return identity.authorization();
  }
}

interface ApiRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: ApiPath;
  query?: string;
  contentType?: string;
  body?: JsonObject;
}
