import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * What the proxy does with a token request:
 *
 * - `pass`: forwards it;
 * - `html`: answers with the page of a proxy, without the provider;
 * - `unreachable`: closes the connection, without the provider, as while the provider restarts;
 * - `cut`: the provider responds, and the connection breaks in the middle of the response, so that its tokens are lost;
 * - `stall`: the provider responds, and the end of the response arrives after `stallMs`.
 */
export type Fault = 'pass' | 'html' | 'unreachable' | 'cut' | 'stall';

/** A proxy on loopback between the portal and the token endpoint of an OIDC provider. All other endpoints are called directly. */
export class FaultProxy {
  fault: Fault = 'pass';
  stallMs = 0;
  /** How many token requests the provider has got. */
  forwarded = 0;
  readonly #metadataUrl: string;
  readonly #server = createServer((req, res) => {
    this.#handle(req, res).catch(() => res.destroy());
  });

  static async start(metadataUrl: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(metadataUrl);
    await new Promise<void>(resolve => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  private constructor(metadataUrl: string) {
    this.#metadataUrl = metadataUrl;
  }

  get metadataUrl(): string {
    return `${this.#url}/.well-known/openid-configuration`;
  }

  get #url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  async #handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const metadata = await (await fetch(this.#metadataUrl)).json();
    if (req.method !== 'POST') {
      res.setHeader('content-type', 'application/json');
      res.end(
        JSON.stringify({ ...metadata, token_endpoint: `${this.#url}/token` }),
      );
      return;
    }
    const { fault } = this;
    if (fault === 'unreachable') {
      res.destroy();
      return;
    }
    if (fault === 'html') {
      res.writeHead(502, { 'content-type': 'text/html' });
      res.end('<html><body>502 Bad Gateway: <b>proxy-7</b></body></html>');
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of req) {
      chunks.push(chunk);
    }
    this.forwarded += 1;
    const answer = await fetch(metadata.token_endpoint, {
      method: 'POST',
      headers: {
        'content-type': req.headers['content-type'] ?? '',
        ...(req.headers.authorization && {
          authorization: req.headers.authorization,
        }),
      },
      body: Buffer.concat(chunks).toString(),
    });
    const body = Buffer.from(await answer.arrayBuffer());
    res.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? '',
      'content-length': body.length,
    });
    const half = Math.floor(body.length / 2);
    if (fault === 'cut') {
      res.write(body.subarray(0, half), () => res.destroy());
      return;
    }
    if (fault === 'stall') {
      res.write(body.subarray(0, half));
      await delay(this.stallMs);
    }
    res.end(fault === 'stall' ? body.subarray(half) : body);
  }
}
