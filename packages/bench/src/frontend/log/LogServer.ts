import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';

interface Line {
  /** Milliseconds since the epoch. */
  time: number;
  text: string;
  /** As the kubelet sends it, the same each time. */
  raw: string;
}

/** The kubelet of a node whose containers write the lines that a benchmark sets. Each container of any Pod has the same log. */
export class LogServer {
  readonly port: number;
  readonly #server: Server;
  readonly #lines: Line[] = [];
  readonly #followers = new Set<ServerResponse>();
  /** Requests for a log until now. */
  requests = 0;

  static async start(certs: string): Promise<LogServer> {
    const [cert, key] = await Promise.all(
      ['kubelet.crt', 'kubelet.key'].map(file => readFile(`${certs}/${file}`)),
    );
    const server = createServer({ cert, key });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new LogServer(server);
  }

  private constructor(server: Server) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('request', (request, response) => {
      this.requests++;
      const { searchParams } = new URL(request.url ?? '/', 'https://localhost');
      if (searchParams.get('previous') === 'true') {
        response.writeHead(400, { 'content-type': 'text/plain' });
        response.end('previous terminated container "pipeline" not found');
        return;
      }
      const since = Number(searchParams.get('sinceSeconds') ?? Infinity);
      const from = Date.now() - since * 1_000;
      response.writeHead(200, { 'content-type': 'text/plain' });
      response.write(
        this.#lines
          .filter(({ time }) => time >= from)
          .map(({ raw }) => raw)
          .join(''),
      );
      this.#followers.add(response);
      response.once('close', () => this.#followers.delete(response));
    });
  }

  get lines(): readonly string[] {
    return this.#lines.map(({ text }) => text);
  }

  /** How many readers follow the log. */
  get followers(): number {
    return this.#followers.size;
  }

  /** Ends all responses and starts an empty log. */
  clear(): void {
    this.cut();
    this.#lines.length = 0;
  }

  write(count: number): void {
    const first = this.#lines.length;
    const time = Date.now();
    const lines = Array.from({ length: count }, (_, index) =>
      lineOf(first + index, time),
    );
    this.#lines.push(...lines);
    const text = lines.map(({ raw }) => raw).join('');
    this.#followers.forEach(response => response.write(text));
  }

  /** Breaks the connection of every reader. */
  cut(): void {
    this.#followers.forEach(response => response.destroy());
    this.#followers.clear();
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** The nanoseconds make each time unique, as in most real logs. */
function lineOf(number: number, time: number): Line {
  const text = `line ${number} of the benchmark, with a text of usual length`;
  const nanoseconds = `${number % 1_000_000}`.padStart(6, '0');
  const timestamp = new Date(time)
    .toISOString()
    .replace('Z', `${nanoseconds}Z`);
  return { time, text, raw: `${timestamp} ${text}\n` };
}
