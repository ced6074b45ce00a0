import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { PlatformConfig } from '../../config';
import type { PlatformIdentity } from '../../credentials';
import { toCallError } from '../responses/transportErrors';
import type { ApiPath } from '../calls/ApiPath';
import { FIELD_MANAGER } from '../calls/ApiQuery';
import type { PlatformCall } from '../calls/PlatformCall';
import type { PlatformLimits } from '../calls/PlatformLimits';
import { CallScope } from '../connection/CallScope';
import {
  ApiRequest,
  ClusterConnection,
  PoolState,
  StreamOptions,
} from '../connection/ClusterConnection';
import type { WholeResponse } from '../connection/Exchange';
import { type Readiness, retryWhileStarting } from './retryWhileStarting';
import { sendWithRetries } from './sendWithRetries';

const JSON_ONLY = 'application/json';
// For this time after a connection has ended or failed, the API server may have just restarted.
const RESTART_MS = 60_000;

/** A request without the identity that sends it. */
export interface Draft {
  method: ApiRequest['method'];
  path: ApiPath;
  /** The query with its question mark. */
  query?: string;
  /** Default: JSON. */
  accept?: string;
  /** The ETag of the response that the caller has cached. */
  ifNoneMatch?: string;
  contentType?: string;
  /** JSON. */
  body?: string;
  /** Whether the request changes nothing (RFC 9110, 9.2.1), so that it can be retried. */
  isSafe: boolean;
}

/**
 * Sends each call with the identity of the call, and turns a call without a response into a SkeError.
 */
export class CallSender {
  readonly cluster: string;
  readonly limits: PlatformLimits;
  readonly #connection: ClusterConnection;
  readonly #identityMode: 'user' | 'service';
  readonly #impersonates: boolean;
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
    this.#impersonates =
      platform.identity.mode === 'user' &&
      platform.identity.impersonation !== undefined;
    this.#connection = new ClusterConnection(platform, limits);
  }

  /**
   * Sends a call and reads its response completely, with any status.
   *
   * @throws SkeError, or the reason of the caller's signal
   */
  async send(draft: Draft, call: PlatformCall): Promise<WholeResponse> {
    return this.#run(draft, call, async (request, scope) =>
      this.#connection.send(request, scope),
    );
  }

  /**
   * Sends a read whose response is streamed, over its own connection. The deadline and the signal of the call apply until the headers arrive;
   * after that the sink ends the stream.
   *
   * @returns undefined when the sink receives the body; otherwise the response, which is not a success
   * @throws SkeError, or the reason of the caller's signal
   */
  async open(
    draft: Draft,
    call: PlatformCall,
    stream: StreamOptions,
  ): Promise<WholeResponse | undefined> {
    return this.#run(draft, call, async (request, scope) =>
      this.#connection.open(request, scope, stream),
    );
  }

  state(): PoolState {
    return this.#connection.state();
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #run<Sent extends WholeResponse | undefined>(
    draft: Draft,
    call: PlatformCall,
    send: (request: ApiRequest, scope: CallScope) => Promise<Sent>,
  ): Promise<Sent> {
    const scope = this.#startScope(call);
    try {
      const response = await this.#attempt(draft, call, scope, send);
      if (response?.statusCode !== 401) {
        return response;
      }
      const identity = await renew(call.identity);
      // After a 401 the API server has changed nothing, so a write can be retried too.
      return identity
        ? await this.#attempt(draft, { ...call, identity }, scope, send)
        : response;
    } catch (error) {
      throw toCallError(error, call.subject, call.signal?.reason);
    } finally {
      scope.end();
    }
  }

  async #attempt<Sent extends WholeResponse | undefined>(
    draft: Draft,
    call: PlatformCall,
    scope: CallScope,
    send: (request: ApiRequest, scope: CallScope) => Promise<Sent>,
  ): Promise<Sent> {
    const { identity, subject } = call;
    const { isSafe } = draft;
    const request = await this.#sign(draft, identity);
    if (identity.kind === 'service') {
      this.#connection.useCertificate(await identity.clientCertificate());
    }
    return retryWhileStarting({
      send: async () =>
        sendWithRetries({
          send: async () => send(request, scope),
          scope,
          isSafe,
          retryMs: this.limits.retryMs,
        }),
      readiness: async () => this.#readiness(request, scope),
      subject,
      scope,
      isSafe,
    });
  }

  /** Every user may read `/readyz`, even before RBAC is loaded. The portal requests this path only if the API server has ended a connection recently. */
  async #readiness(request: ApiRequest, scope: CallScope): Promise<Readiness> {
    if (this.#connection.unbrokenForMs > RESTART_MS) {
      return 'established';
    }
    const { headers } = request;
    const { statusCode } = await this.#connection.send(
      { method: 'GET', path: '/readyz', headers },
      scope,
    );
    return statusCode >= 500 ? 'starting' : 'ready';
  }

  #startScope(call: PlatformCall): CallScope {
    const { deadlineMs } = this.limits;
    return new CallScope(
      Math.min(call.deadlineMs ?? deadlineMs, deadlineMs),
      call.signal,
    );
  }

  async #sign(draft: Draft, identity: PlatformIdentity): Promise<ApiRequest> {
    const headers = [
      'accept',
      draft.accept ?? JSON_ONLY,
      'user-agent',
      this.#userAgent,
      ...(await this.#credentialHeaders(identity)),
    ];
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

  /**
   * The last check (S1, S2): on a cluster where users act as themselves, no request is sent without a user's token. If an account acts for
   * users, no request of the account is sent without the name of a user, and no token of a user is sent.
   */
  async #credentialHeaders(identity: PlatformIdentity): Promise<string[]> {
    const isForUser =
      identity.kind === 'user' && identity.impersonated !== undefined;
    if (
      identity.kind !== this.#identityMode ||
      isForUser !== this.#impersonates
    ) {
      throw new SkeError({
        code: 'no-credentials',
        message: `Cluster ${this.cluster} accepts only ${
          this.#identityMode === 'user'
            ? 'the identities of users'
            : 'the identity of a service account'
        }, and this call has another.`,
      });
    }
    return identity.credentialHeaders();
  }
}

/** Returns an identity with a newer credential, if there is one: the portal's own, or the next token of the user's session. */
async function renew(
  identity: PlatformIdentity,
): Promise<PlatformIdentity | undefined> {
  if (identity.kind === 'service') {
    return identity.renew() ? identity : undefined;
  }
  return identity.renewRejected();
}
