import { buildConnector, Pool } from 'undici';
import type { PlatformConfig } from '../../config';
import type { PlatformLimits } from '../calls/PlatformLimits';
import { CallFailure } from './CallFailure';
import { CallQueue } from './CallQueue';
import type { CallScope } from './CallScope';
import { Circuit } from './Circuit';
import { BodySink, Exchange, ExchangeOwner, WholeAnswer } from './Exchange';
import { SilenceWatch } from './SilenceWatch';

// A call that finds the circuit half-open waits so long for a connection to show that the API server is back. With the rest of what a
// call does it fails within a second.
const PROBE_WAIT_MS = 750;

/** A request, but for the connection that it takes. */
export interface ApiRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With the query, below the address of the API server. */
  path: string;
  /** Names and values in turn. */
  headers: string[];
  body?: string;
}

/** An answer that goes on. */
export interface StreamOptions {
  kind: 'watch' | 'log';
  sink: BodySink;
  /** How long it may be silent; 0: for ever. */
  idleMs: number;
}

/**
 * How busy the connections to a cluster are.
 *
 * @public
 */
export interface PoolState {
  /** Open connections for calls. */
  connections: number;
  /** Calls that have a connection, or get one. */
  running: number;
  /** Calls that wait for one. */
  queued: number;
  /** Open watches; each has a connection of its own. */
  watches: number;
  /** Open logs; each has a connection of its own. */
  logs: number;
  /** `open` while calls fail at once because the API server cannot be reached; `half-open` when the next one is to find out. */
  circuit: 'closed' | 'open' | 'half-open';
}

/**
 * All connections to one API server: a bounded pool for calls, another for streams, so that these cannot starve those.
 */
export class ClusterConnection {
  readonly #limits: PlatformLimits;
  readonly #origin: URL;
  readonly #basePath: string;
  readonly #calls: Pool;
  readonly #streams: Pool;
  readonly #connect: buildConnector.connector;
  readonly #queue: CallQueue;
  readonly #circuit: Circuit;
  readonly #silence: SilenceWatch;
  readonly #callOwner: ExchangeOwner;
  readonly #open = { watch: 0, log: 0 };
  #probe: Promise<void> | undefined;

  constructor(platform: PlatformConfig, limits: PlatformLimits) {
    this.#limits = limits;
    this.#origin = new URL(platform.url);
    this.#basePath = this.#origin.pathname.replace(/\/+$/, '');
    this.#connect = buildConnector({
      allowH2: false,
      timeout: limits.connectMs,
      ca: platform.tls.ca,
      rejectUnauthorized: !platform.tls.skipVerify,
      ...(platform.identity.mode === 'service' &&
        platform.identity.credentials.clientCertificate),
    });
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
      answerBytes: limits.answerBytes,
      answered: () => {
        this.#circuit.reached();
        this.#silence.answered();
      },
      over: () => {
        this.#queue.leave();
        this.#silence.over();
      },
    };
    this.#calls = this.#createPool({
      connections: limits.connections,
      bodyTimeout: limits.idleMs,
      keepAliveTimeout: limits.keepAliveMs,
      maxResponseSize: limits.answerBytes,
    });
    this.#streams = this.#createPool({ connections: limits.streams });
  }

  /**
   * Sends a request once.
   *
   * @returns the answer, whatever its status; undefined when it is a success and the sink takes its body
   * @throws CallFailure
   */
  async send(
    request: ApiRequest,
    scope: CallScope,
    sink?: BodySink,
  ): Promise<WholeAnswer | undefined> {
    if (this.#circuit.state !== 'closed') {
      await this.#waitUntilReached(scope);
    }
    if (!this.#queue.tryEnter()) {
      await this.#queue.enter(scope);
    }
    this.#silence.began();
    return this.#exchange(this.#calls, request, scope, sink, this.#callOwner);
  }

  /**
   * Sends a request whose answer goes on, over a connection of its own.
   *
   * @throws CallFailure
   */
  async open(
    request: ApiRequest,
    scope: CallScope,
    stream: StreamOptions,
  ): Promise<WholeAnswer | undefined> {
    const { sink, kind, idleMs } = stream;
    if (this.#circuit.state !== 'closed') {
      await this.#waitUntilReached(scope);
    }
    if (this.#open.watch + this.#open.log >= this.#limits.streams) {
      throw new CallFailure({
        reason: 'busy',
        isSent: false,
        retryAfterSeconds: 5,
      });
    }
    this.#open[kind] += 1;
    const owner = {
      answerBytes: this.#limits.answerBytes,
      answered: () => this.#circuit.reached(),
      over: () => {
        this.#open[kind] -= 1;
      },
    };
    return this.#exchange(this.#streams, request, scope, sink, owner, idleMs);
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

  /** Closes all connections; what is under way fails. */
  async close(): Promise<void> {
    await Promise.all([this.#calls.destroy(), this.#streams.destroy()]);
  }

  async #exchange(
    pool: Pool,
    request: ApiRequest,
    scope: CallScope,
    sink: BodySink | undefined,
    owner: ExchangeOwner,
    bodyTimeout?: number,
  ): Promise<WholeAnswer | undefined> {
    if (scope.stopped !== undefined) {
      owner.over();
      throw new CallFailure({ reason: scope.stopped, isSent: false });
    }
    return new Promise((resolve, reject) => {
      const exchange = new Exchange(owner, sink, resolve, reject);
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
        retryAfterSeconds: 1,
      });
    }
  }

  #probeOnce(): Promise<void> {
    this.#probe ??= this.#tryToConnect().finally(() => {
      this.#probe = undefined;
    });
    return this.#probe;
  }

  /** Opens a connection and closes it again: nobody's request waits for it, and nobody's identity goes over it. */
  async #tryToConnect(): Promise<void> {
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

  #createPool(options: Pool.Options): Pool {
    const pool = new Pool(this.#origin.origin, {
      allowH2: false,
      pipelining: 1,
      headersTimeout: this.#limits.headersMs,
      connect: this.#connect,
      ...options,
    });
    pool.on('connect', () => this.#circuit.reached());
    pool.on('connectionError', (_origin, _targets, error) =>
      this.#connectFailed(error),
    );
    return pool;
  }

  #connectFailed(error: Error & { code?: string }): void {
    this.#circuit.failed(error, error.code === 'UND_ERR_CONNECT_TIMEOUT');
  }
}
