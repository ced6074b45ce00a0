import {
  Agent,
  createServer as createHttpServer,
  IncomingMessage,
  request as requestHttp,
  Server,
  ServerResponse,
} from 'node:http';
import {
  Agent as TlsAgent,
  createServer as createHttpsServer,
  request as requestHttps,
} from 'node:https';
import {
  AddressInfo,
  createServer as createTcpServer,
  Server as TcpServer,
  Socket,
} from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault, FaultPlan } from './Fault';
import { divide, toHeaders } from './faultyBody';

/**
 * The API server behind a {@link FaultInjectingProxy}, and the proxy's own certificate.
 *
 * @public
 */
export interface FaultInjectingProxyOptions {
  /** The API server. Requests are forwarded with all their headers, including the caller's token. */
  upstream: {
    /** http or https. */
    url: string;
    /** The certificate authority of the API server, as PEM. */
    ca?: string;
  };
  /** A key and a certificate for 127.0.0.1, as PEM. With them the proxy uses https, otherwise http. */
  tls?: { key: string; cert: string };
}

/**
 * A server on a loopback port that forwards requests to an API server and injects faults on demand. With it, tests check that a client does not hang, crash or
 * leak connections.
 *
 * @example
 * ```ts
 * const proxy = await FaultInjectingProxy.start({ upstream: { url, ca }, tls });
 * proxy.plan = ({ count }) => (count === 1 ? { type: 'reset' } : undefined);
 * ```
 *
 * @public
 */
export class FaultInjectingProxy {
  readonly #options: FaultInjectingProxyOptions;
  readonly #agent: Agent;
  readonly #http: Server;
  readonly #tcp: TcpServer;
  readonly #sockets = new Set<Socket>();
  #fault: Fault | undefined;
  #plan: FaultPlan | undefined;
  #requests = 0;
  #connections = 0;

  /** Starts the proxy on a free port of 127.0.0.1. */
  static async start(
    options: FaultInjectingProxyOptions,
  ): Promise<FaultInjectingProxy> {
    const proxy = new FaultInjectingProxy(options);
    await new Promise<void>(resolve =>
      proxy.#tcp.listen(0, '127.0.0.1', resolve),
    );
    return proxy;
  }

  private constructor(options: FaultInjectingProxyOptions) {
    this.#options = options;
    this.#agent = options.upstream.url.startsWith('https:')
      ? new TlsAgent({ keepAlive: true, ca: options.upstream.ca })
      : new Agent({ keepAlive: true });
    const answer = (request: IncomingMessage, response: ServerResponse) => {
      // This is how a load balancer behaves if its API server is down.
      this.#answer(request, response).catch(() => this.#reset(request));
    };
    this.#http = options.tls
      ? createHttpsServer({ ...options.tls }, answer)
      : createHttpServer(answer);
    // A client that aborts a call resets its connection, possibly during a handshake. The test must not fail because of this error.
    this.#http.on('clientError', (_, socket) => socket.destroy());
    this.#http.on('tlsClientError', (_, socket) => socket.destroy());
    this.#http.requestTimeout = 0;
    this.#http.headersTimeout = 0;
    this.#http.keepAliveTimeout = 0;
    this.#tcp = createTcpServer(socket => this.#connect(socket));
  }

  /** The address. */
  get url(): string {
    const { port } = this.#tcp.address() as AddressInfo;
    return `${this.#options.tls ? 'https' : 'http'}://127.0.0.1:${port}`;
  }

  /** Sets the fault of all further requests and connections; undefined for no fault. It replaces a plan. */
  get fault(): Fault | undefined {
    return this.#fault;
  }

  set fault(fault: Fault | undefined) {
    this.#fault = fault;
    this.#plan = undefined;
  }

  /** Sets a function that chooses a fault for each request. Connections have no fault then. Setting the plan resets the count of requests. */
  get plan(): FaultPlan | undefined {
    return this.#plan;
  }

  set plan(plan: FaultPlan | undefined) {
    this.#fault = undefined;
    this.#plan = plan;
    this.#requests = 0;
  }

  /** Connections of clients that are open now. */
  get openConnections(): number {
    return this.#sockets.size;
  }

  /** Connections of clients since the start. */
  get connections(): number {
    return this.#connections;
  }

  /** Requests since the start, or since the plan was set. */
  get requests(): number {
    return this.#requests;
  }

  /** Resets every connection of a client. */
  resetConnections(): void {
    this.#sockets.forEach(socket => socket.destroy());
  }

  /** Stops the proxy, and closes every connection to and from it. */
  async stop(): Promise<void> {
    this.resetConnections();
    this.#agent.destroy();
    await new Promise<void>(resolve => this.#tcp.close(() => resolve()));
  }

  #connect(socket: Socket): void {
    this.#connections += 1;
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (this.#fault?.type === 'refuse') {
      socket.resetAndDestroy();
    } else if (this.#fault?.type === 'silent') {
      socket.resume(); // A socket that is not read does not notice that the client has closed it.
    } else {
      this.#http.emit('connection', socket);
    }
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    this.#requests += 1;
    const fault = this.#plan
      ? this.#plan({
          method: request.method ?? '',
          path: request.url ?? '',
          count: this.#requests,
        })
      : this.#fault;
    if (!fault) {
      return this.#forward(request, response);
    }
    switch (fault.type) {
      case 'latency':
        await pause(fault.ms);
        return this.#forward(request, response);
      case 'cut-body':
      case 'truncate':
      case 'drip':
        return this.#forward(request, response, fault);
      case 'answer':
        request.resume();
        response.writeHead(fault.status, fault.headers).end(fault.body);
        return undefined;
      default:
        request.resume();
        return this.#breakOff(request, fault);
    }
  }

  #breakOff(request: IncomingMessage, fault: Fault): void {
    const { socket } = request;
    switch (fault.type) {
      case 'half-close':
        socket.end();
        break;
      case 'cut-headers':
        socket.write('HTTP/1.1 200 OK\r\ncontent-ty', () =>
          this.#reset(request),
        );
        break;
      case 'not-http':
        socket.end('220 mail.example.com ESMTP\r\n');
        break;
      case 'hang':
        break;
      default:
        this.#reset(request);
    }
  }

  async #forward(
    request: IncomingMessage,
    response: ServerResponse,
    fault?: Fault,
  ): Promise<void> {
    const upstream = await this.#send(request, response);
    response.writeHead(
      upstream.statusCode ?? 502,
      toHeaders(upstream, fault?.type === 'truncate'),
    );
    // Sends the headers at once. Node.js would hold them back until the body begins, and a watch without changes has no body for a minute.
    response.flushHeaders();
    if (!fault) {
      upstream.pipe(response);
      return;
    }
    let sent = 0;
    for await (const chunk of upstream) {
      for (const part of divide(chunk, fault)) {
        await new Promise(written => {
          response.write(part, written);
        });
        sent += part.length;
        if (fault.type === 'drip') {
          await pause(fault.everyMs);
        } else if ('afterBytes' in fault && sent >= fault.afterBytes) {
          this.#cut(request, fault);
          upstream.destroy();
          return;
        }
      }
    }
    response.end();
  }

  #cut(request: IncomingMessage, fault: Fault): void {
    if (fault.type === 'truncate') {
      request.socket.end();
    } else {
      this.#reset(request);
    }
  }

  async #send(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<IncomingMessage> {
    const { url } = this.#options.upstream;
    const send = url.startsWith('https:') ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      const outgoing = send(
        url + request.url,
        {
          agent: this.#agent,
          method: request.method,
          headers: { ...request.headers, host: new URL(url).host },
        },
        resolve,
      );
      outgoing.on('error', reject);
      // The client disconnected, so the forwarded request ends too.
      response.on('close', () => outgoing.destroy());
      request.pipe(outgoing);
    });
  }

  /** Resets the TCP connection below TLS. */
  #reset(request: IncomingMessage): void {
    const { remotePort } = request.socket;
    const socket = [...this.#sockets].find(
      candidate => candidate.remotePort === remotePort,
    );
    socket?.resetAndDestroy();
    request.socket.destroy();
  }
}
