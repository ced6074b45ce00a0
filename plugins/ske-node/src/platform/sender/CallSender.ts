import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { PlatformConfig } from '../../config';
import type { PlatformIdentity } from '../../credentials';
import type { ApiPath } from '../calls/ApiPath';
import { FIELD_MANAGER } from '../calls/ApiQuery';
import { CallScope } from '../connection/CallScope';
import {
  ApiRequest,
  ClusterConnection,
  PoolState,
  StreamOptions,
} from '../connection/ClusterConnection';
import type { BodySink, WholeAnswer } from '../connection/Exchange';
import { sendWithRetries } from './sendWithRetries';
import type { PlatformCall } from '../calls/PlatformCall';
import type { PlatformLimits } from '../calls/PlatformLimits';
import { toCallError } from '../answers/transportErrors';

const JSON_ONLY = 'application/json';

/** What is to be sent, but for the identity. */
export interface Draft {
  method: ApiRequest['method'];
  path: ApiPath;
  /** With its question mark. */
  query?: string;
  /** JSON unless told. */
  accept?: string;
  /** The ETag of what the caller has already. */
  ifNoneMatch?: string;
  contentType?: string;
  /** JSON. */
  body?: string;
  /** Whether it changes nothing, so that it may be sent again. */
  isSafe: boolean;
}

/**
 * Sends calls as the identity that each of them names, and makes one of our errors of each that gets no answer.
 */
export class CallSender {
  readonly cluster: string;
  readonly limits: PlatformLimits;
  readonly #connection: ClusterConnection;
  readonly #identityMode: 'user' | 'service';
  readonly #userAgent: string;

  constructor(options: {
    platform: PlatformConfig;
    limits: PlatformLimits;
    userAgent?: string;
  }) {
    const { platform, limits } = options;
    this.#userAgent = options.userAgent ?? FIELD_MANAGER;
    this.cluster = platform.name;
    this.limits = limits;
    this.#identityMode = platform.identity.mode;
    this.#connection = new ClusterConnection(platform, limits);
  }

  /**
   * Sends a call and reads its answer whole, whatever its status.
   *
   * @throws SkeError, or the caller's reason for going away
   */
  async send(draft: Draft, call: PlatformCall): Promise<WholeAnswer> {
    const scope = this.#startScope(call);
    try {
      const request = await this.#sign(draft, call.identity);
      return await sendWithRetries({
        send: async () =>
          (await this.#connection.send(request, scope)) as WholeAnswer,
        scope,
        isSafe: draft.isSafe,
        retryMs: this.limits.retryMs,
      });
    } catch (error) {
      throw toCallError(error, call.subject, call.signal?.reason);
    } finally {
      scope.end();
    }
  }

  /**
   * Sends a read over one of the connections for calls, and gives the body of a success to a sink. Deadline and caller stay in force until
   * the scope's end, which is the sink's to tell.
   *
   * @returns undefined when the sink has begun; otherwise the answer, which is no success
   */
  async sendInto(
    draft: Draft,
    call: PlatformCall,
    createSink: (scope: CallScope) => BodySink,
  ): Promise<WholeAnswer | undefined> {
    const scope = this.#startScope(call);
    const sink = createSink(scope);
    return this.#begin(draft, call, scope, request =>
      this.#connection.send(request, scope, sink),
    );
  }

  /**
   * Sends a read whose answer goes on, over a connection of its own. Once it has begun neither deadline nor signal of the call end it: that
   * is the sink's to see to.
   *
   * @returns undefined when the sink has begun; otherwise the answer, which is no success
   */
  async open(
    draft: Draft,
    call: PlatformCall,
    stream: StreamOptions,
  ): Promise<WholeAnswer | undefined> {
    const scope = this.#startScope(call);
    try {
      return await this.#begin(draft, call, scope, request =>
        this.#connection.open(request, scope, stream),
      );
    } finally {
      scope.end();
    }
  }

  state(): PoolState {
    return this.#connection.state();
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #begin(
    draft: Draft,
    call: PlatformCall,
    scope: CallScope,
    send: (request: ApiRequest) => Promise<WholeAnswer | undefined>,
  ): Promise<WholeAnswer | undefined> {
    let answer: WholeAnswer | undefined;
    try {
      const request = await this.#sign(draft, call.identity);
      answer = await sendWithRetries({
        send: async () => send(request),
        scope,
        isSafe: draft.isSafe,
        retryMs: this.limits.retryMs,
      });
    } catch (error) {
      scope.end();
      throw toCallError(error, call.subject, call.signal?.reason);
    }
    if (answer) {
      scope.end();
    }
    return answer;
  }

  #startScope(call: PlatformCall): CallScope {
    const { deadlineMs } = this.limits;
    return new CallScope(
      Math.min(call.deadlineMs ?? deadlineMs, deadlineMs),
      call.signal,
    );
  }

  async #sign(draft: Draft, identity: PlatformIdentity): Promise<ApiRequest> {
    const authorization = await this.#authorize(identity);
    const headers = [
      'accept',
      draft.accept ?? JSON_ONLY,
      'user-agent',
      this.#userAgent,
    ];
    if (authorization) {
      headers.push('authorization', authorization);
    }
    if (draft.contentType) {
      headers.push('content-type', draft.contentType);
    }
    if (draft.ifNoneMatch) {
      headers.push('if-none-match', draft.ifNoneMatch);
    }
    return {
      method: draft.method,
      path: draft.query ? draft.path + draft.query : draft.path,
      headers,
      body: draft.body,
    };
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
