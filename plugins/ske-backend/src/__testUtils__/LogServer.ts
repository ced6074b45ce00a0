import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request as send, Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';

/** Responds to a request for a log like a kubelet behind an API server. */
export type LogAnswer = (
  query: URLSearchParams,
  response: ServerResponse,
) => void;

/**
 * A proxy in front of a real API server, with its certificate. The proxy itself responds to requests for logs, so that a test chooses the text and the
 * time of each line. It forwards all other requests.
 */
export class LogServer {
  readonly #server: Server;
  readonly #upstream: URL;
  readonly #ca: string;
  answer: LogAnswer = (_, response) => response.end();
  /** How many log responses are open. */
  open = 0;

  static async start(apiServer: {
    url: string;
    caFile: string;
  }): Promise<LogServer> {
    const server = new LogServer(apiServer);
    await new Promise<void>(resolve =>
      server.#server.listen(0, '127.0.0.1', resolve),
    );
    return server;
  }

  private constructor(apiServer: { url: string; caFile: string }) {
    this.#upstream = new URL(apiServer.url);
    this.#ca = readFileSync(apiServer.caFile, 'utf8');
    const read = (extension: string) =>
      readFileSync(
        join(dirname(apiServer.caFile), `kube-apiserver.${extension}`),
      );
    this.#server = createServer(
      { key: read('key'), cert: read('crt') },
      (request, response) => this.#serve(request, response),
    );
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `https://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>(resolve => this.#server.close(() => resolve()));
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? '', this.url);
    if (/^\/api\/v1\/namespaces\/[^/]+\/pods\/[^/]+\/log$/.test(pathname)) {
      this.open += 1;
      response.on('close', () => {
        this.open -= 1;
      });
      response.setHeader('content-type', 'text/plain');
      this.answer(searchParams, response);
      return;
    }
    const onward = send(
      new URL(request.url ?? '', this.#upstream),
      { method: request.method, headers: request.headers, ca: this.#ca },
      answer => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  }
}
