import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo, connect, Socket } from 'node:net';

/** An HTTP proxy for CONNECT on a loopback port, which resolves names that no DNS server has. */
export class ConnectProxy {
  /** The authority of each CONNECT, such as `kube.example.com:6443`. */
  readonly requested: string[] = [];
  /** The address behind each authority. */
  readonly hosts = new Map<string, { host: string; port: number }>();
  /** The status of the response to every CONNECT. If it is undefined, the proxy opens the tunnel. */
  refuseWith: number | undefined;
  /** The value of `Proxy-Authorization` that the proxy requires. */
  credentials: string | undefined;
  /** Everything that clients sent through it, as they sent it. */
  readonly sent: Buffer[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((_, response) => {
    response.writeHead(405).end();
  });

  static async start(): Promise<ConnectProxy> {
    const proxy = new ConnectProxy();
    await new Promise<void>(resolve =>
      proxy.#server.listen(0, '127.0.0.1', resolve),
    );
    return proxy;
  }

  private constructor() {
    this.#server.on('connect', (request, socket: Socket) =>
      this.#connect(request, socket),
    );
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#sockets.forEach(socket => socket.destroy());
    this.#server.closeAllConnections();
    await new Promise<void>(resolve => this.#server.close(() => resolve()));
  }

  #connect(request: IncomingMessage, client: Socket): void {
    const authority = request.url ?? '';
    this.requested.push(authority);
    const target = this.hosts.get(authority);
    const given = request.headers['proxy-authorization'];
    if (this.credentials !== undefined && given !== this.credentials) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    if (this.refuseWith !== undefined || !target) {
      client.end(`HTTP/1.1 ${this.refuseWith ?? 502} Refused\r\n\r\n`);
      return;
    }
    const server = connect(target, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.on('data', chunk => this.sent.push(chunk));
      client.pipe(server).pipe(client);
    });
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ]) {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
