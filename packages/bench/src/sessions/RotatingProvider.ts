import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

/** How long the token endpoint takes. */
const ANSWER_MS = 50;

/** An OIDC provider's token endpoint that rotates refresh tokens: `<session>.0`, `<session>.1` and so on. It accepts each token once. */
export class RotatingProvider {
  readonly #server: Server;
  readonly #newest = new Map<string, number>();
  /** The accepted refresh requests of each session. */
  readonly exchanges = new Map<string, number>();
  /** Refresh tokens that were used twice. */
  reuses = 0;
  /** Called after each accepted refresh request. */
  onExchange: () => void = () => {};

  private constructor() {
    this.#server = createServer(async (request, response) => {
      const refreshToken = decodeURIComponent((request.url ?? '').slice(1));
      const [session, count] = refreshToken.split('.');
      const next = Number(count) + 1;
      const isReused = (this.#newest.get(session) ?? 0) !== Number(count);
      if (isReused) {
        this.reuses += 1;
      } else {
        this.#newest.set(session, next);
        this.exchanges.set(session, (this.exchanges.get(session) ?? 0) + 1);
        this.onExchange();
      }
      await pause(ANSWER_MS);
      response.writeHead(isReused ? 400 : 200);
      response.end(JSON.stringify({ refresh_token: `${session}.${next}` }));
    });
  }

  static async start(): Promise<RotatingProvider> {
    const provider = new RotatingProvider();
    provider.#server.listen(0, '127.0.0.1');
    await once(provider.#server, 'listening');
    return provider;
  }

  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
