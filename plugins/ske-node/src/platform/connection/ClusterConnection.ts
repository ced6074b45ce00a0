import { Pool, type buildConnector } from 'undici';
import type { ClientCertificate, PlatformConfig } from '../../config';
import type { PlatformLimits } from '../calls/PlatformLimits';
import { CallFailure } from './CallFailure';
import { CallQueue } from './CallQueue';
import type { CallScope } from './CallScope';
import { Circuit } from './Circuit';
import { codeOf } from './failureCode';
import { createConnector, describeProxy } from './createConnector';
import { BodySink, Exchange, ExchangeOwner, WholeResponse } from './Exchange';
import { DEFAULT_RETRY_AFTER_SECONDS } from './retryAfter';
import { SilenceWatch } from './SilenceWatch';

// If the circuit is half-open, a call waits this long until the probe has connected. The time is short, so that the whole call can fail within a second.
const PROBE_WAIT_MS = 750;
// Streams last longer than calls, so a connection becomes free less often.
const STREAM_RETRY_AFTER_SECONDS = 5;

// The codes of connections that the API server has closed. In three other cases the portal itself closes a connection: the connection is idle, its caller has
// disconnected, or the API server has rejected a request before it had read the body.
const CLOSED_BY_OTHER_SIDE = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** A request, without the connection over which it is sent. */
export interface ApiRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Relative to the API server's URL, with the query. */
  path: string;
  /** Names and values in turn. */
  headers: string[];
  body?: string;
}

/** How a streaming response is received. */
export interface StreamOptions {
  kind: 'watch' | 'log';
  sink: BodySink;
  /** How long the API server may send nothing. 0 means no limit. */
  idleMs: number;
}

/**
 * The numbers of connections, calls and streams of a cluster.
 *
 * @public
 */
export interface PoolState {
  /** Open connections for calls. */
  connections: number;
  /** Calls that have a connection, or are opening one. */
  running: number;
  /** Calls that wait for a connection. */
  queued: number;
  /** Open watches; each has its own connection. */
  watches: number;
  /** Open logs; each has its own connection. */
  logs: number;
  /** `open` while calls fail at once because the API server cannot be reached; `half-open` when the next call probes it. */
  circuit: 'closed' | 'open' | 'half-open';
}

/**
 * All connections to one API server: a bounded pool for calls and another for streams, so that streams cannot starve calls.
 */
export class ClusterConnection {
  readonly #limits: PlatformLimits;
  readonly #origin: URL;
  readonly #basePath: string;
  readonly #proxy: string | undefined;
  readonly #platform: PlatformConfig;
  #certificate: ClientCertificate | undefined;
  #connect: buildConnector.connector;
  #calls: Pool;
  #streams: Pool;
  /** Pools with an old certificate that still have running calls or streams. */
  readonly #retired = new Set<Pool>();
  readonly #queue: CallQueue;
  readonly #circuit: Circuit;
  readonly #silence: SilenceWatch;
  readonly #callOwner: ExchangeOwner;
  readonly #open = { watch: 0, log: 0 };
  #probe: Promise<void> | undefined;
  #brokenAt = -Infinity;

  constructor(platform: PlatformConfig, limits: PlatformLimits) {
    this.#limits = limits;
    this.#origin = new URL(platform.url);
    this.#basePath = this.#origin.pathname.replace(/\/+$/, '');
    this.#proxy = platform.proxy && describeProxy(platform.proxy);
    this.#platform = platform;
    this.#connect = createConnector(platform, limits);
    this.#queue = new CallQueue({
      running: limits.connections,
      waiting: limits.queuedCalls,
    });
    this.#circuit = new Circuit(limits);
    this.#silence = new SilenceWatch({
      silenceMs: limits.silenceMs,
      onSilence: () => this.#probeOnce(),
    });
    this.#callOwner = {
      responseBytes: limits.responseBytes,
      proxy: this.#proxy,
      answered: () => {
        this.#circuit.reached();
        this.#silence.responseReceived();
      },
      over: () => {
        this.#queue.leave();
        this.#silence.callEnded();
      },
    };
    this.#calls = this.#createCallPool();
    this.#streams = this.#createStreamPool();
  }

  /**
   * Sets the client certificate for new connections. When it changes, connections with the old one are closed as soon as their calls and streams
   * have ended.
   */
  useCertificate(certificate: ClientCertificate | undefined): void {
    if (
      certificate?.cert === this.#certificate?.cert &&
      certificate?.key === this.#certificate?.key
    ) {
      return;
    }
    this.#certificate = certificate;
    for (const pool of [this.#calls, this.#streams]) {
      this.#retired.add(pool);
      pool.close().then(
        () => this.#retired.delete(pool),
        () => this.#retired.delete(pool),
      );
    }
    const { connectMs } = this.#limits;
    this.#connect = createConnector(this.#platform, { connectMs, certificate });
    this.#calls = this.#createCallPool();
    this.#streams = this.#createStreamPool();
  }

  /**
   * Sends a request once, and reads its response completely.
   *
   * @returns the response, with any status
   * @throws CallFailure
   */
  async send(request: ApiRequest, scope: CallScope): Promise<WholeResponse> {
    if (this.#circuit.state !== 'closed') {
      await this.#waitUntilReached(scope);
    }
    if (!this.#queue.tryEnter()) {
      await this.#queue.enter(scope);
    }
    this.#silence.callStarted();
    const response = await this.#exchange(request, scope, {
      pool: this.#calls,
      owner: this.#callOwner,
    });
    return response as WholeResponse; // Without a sink, the response was read completely.
  }

  /**
   * Sends a request whose response is streamed, over its own connection.
   *
   * @returns undefined when the sink receives the body; otherwise the response, which is not a success
   * @throws CallFailure
   */
  async open(
    request: ApiRequest,
    scope: CallScope,
    stream: StreamOptions,
  ): Promise<WholeResponse | undefined> {
    const { sink, kind, idleMs } = stream;
    if (this.#circuit.state !== 'closed') {
      await this.#waitUntilReached(scope);
    }
    if (this.#open.watch + this.#open.log >= this.#limits.streams) {
      throw new CallFailure({
        reason: 'busy',
        isSent: false,
        retryAfterSeconds: STREAM_RETRY_AFTER_SECONDS,
      });
    }
    this.#open[kind] += 1;
    const owner = {
      responseBytes: this.#limits.responseBytes,
      proxy: this.#proxy,
      answered: () => this.#circuit.reached(),
      over: () => {
        this.#open[kind] -= 1;
      },
    };
    return this.#exchange(request, scope, {
      pool: this.#streams,
      owner,
      sink,
      bodyTimeout: idleMs,
    });
  }

  /** The milliseconds since the API server last closed or refused a connection. An API server does so when it restarts. */
  get unbrokenForMs(): number {
    return Date.now() - this.#brokenAt;
  }

  state(): PoolState {
    return {
      connections: this.#calls.stats.connected,
      running: this.#queue.running,
      queued: this.#queue.waiting,
      watches: this.#open.watch,
      logs: this.#open.log,
      circuit: this.#circuit.state,
    };
  }

  /** Closes all connections. Calls and streams that are under way fail. */
  async close(): Promise<void> {
    const pools = [this.#calls, this.#streams, ...this.#retired];
    await Promise.all(pools.map(pool => pool.destroy()));
  }

  async #exchange(
    request: ApiRequest,
    scope: CallScope,
    over: {
      pool: Pool;
      owner: ExchangeOwner;
      sink?: BodySink;
      bodyTimeout?: number;
    },
  ): Promise<WholeResponse | undefined> {
    const { pool, owner, sink, bodyTimeout } = over;
    if (scope.stopped !== undefined) {
      owner.over();
      throw new CallFailure({ reason: scope.stopped, isSent: false });
    }
    return new Promise((resolve, reject) => {
      const exchange = new Exchange({ owner, sink, resolve, reject });
      scope.current = exchange;
      pool.dispatch(
        {
          method: request.method,
          path: this.#basePath + request.path,
          headers: request.headers,
          body: request.body,
          bodyTimeout,
        },
        exchange,
      );
    });
  }

  /** @throws CallFailure `circuit-open` when the API server still cannot be reached */
  async #waitUntilReached(scope: CallScope): Promise<void> {
    if (this.#circuit.state === 'half-open') {
      await scope.pause(PROBE_WAIT_MS, this.#probeOnce());
    }
    if (scope.stopped !== undefined) {
      throw new CallFailure({ reason: scope.stopped, isSent: false });
    }
    if (this.#circuit.state !== 'closed') {
      throw new CallFailure({
        reason: 'circuit-open',
        isSent: false,
        cause: this.#circuit.lastError,
        retryAfterSeconds: DEFAULT_RETRY_AFTER_SECONDS,
        proxy: this.#proxy,
      });
    }
  }

  #probeOnce(): Promise<void> {
    this.#probe ??= this.#connectAndClose().finally(() => {
      this.#probe = undefined;
    });
    return this.#probe;
  }

  /** Opens a connection to check that the API server can be reached, and closes it. No request and no token uses this connection. */
  async #connectAndClose(): Promise<void> {
    const { protocol, host, port } = this.#origin;
    const hostname = this.#origin.hostname.replace(/^\[|\]$/g, '');
    await new Promise<void>(resolve => {
      this.#connect({ protocol, host, hostname, port }, (error, socket) => {
        if (error) {
          this.#connectFailed(error);
        } else {
          this.#circuit.reached();
          socket.destroy();
        }
        resolve();
      });
    });
  }

  #createCallPool(): Pool {
    const { connections, idleMs, keepAliveMs, responseBytes } = this.#limits;
    return this.#createPool({
      connections,
      bodyTimeout: idleMs,
      keepAliveTimeout: keepAliveMs,
      maxResponseSize: responseBytes,
    });
  }

  #createStreamPool(): Pool {
    return this.#createPool({ connections: this.#limits.streams });
  }

  #createPool(options: Pool.Options): Pool {
    const pool = new Pool(this.#origin.origin, {
      allowH2: false,
      pipelining: 1,
      headersTimeout: this.#limits.headersMs,
      connect: this.#connect,
      ...options,
    });
    pool.on('connect', () => {
      this.#circuit.reached();
    });
    pool.on('disconnect', (_origin, _targets, error) => {
      if (CLOSED_BY_OTHER_SIDE.has(codeOf(error))) {
        this.#brokenAt = Date.now();
      }
    });
    pool.on('connectionError', (_origin, _targets, error) => {
      this.#brokenAt = Date.now();
      this.#connectFailed(error);
    });
    return pool;
  }

  #connectFailed(error: Error & { code?: string }): void {
    this.#circuit.failed(error, error.code === 'UND_ERR_CONNECT_TIMEOUT');
  }
}
