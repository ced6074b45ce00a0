import { webcrypto } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { ServicePlatformConfig } from '@kratix-portal/plugin-ske-node';
import {
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** An object of a collection. */
export interface FakeObject {
  metadata: { name: string; namespace?: string; [field: string]: unknown };
  [field: string]: unknown;
}

/** Handles a request in place of the server. After `pass` the server responds as usual. */
export type Fault = (
  request: IncomingMessage,
  response: ServerResponse,
) => void | 'pass';

interface Entry {
  version: number;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  path: string;
  object: FakeObject;
}

/**
 * A small API server over real HTTPS, for faults that a real API server does not produce on demand: silence, broken connections, wrong bodies, expired
 * versions. It serves lists in pages and watches from a resourceVersion. `fail` applies a fault to the next request.
 */
export class FakeApiServer {
  readonly requests: string[] = [];
  readonly #server: Server;
  readonly #ca: string;
  readonly #sockets = new Set<Socket>();
  readonly #collections = new Map<string, Map<string, FakeObject>>();
  readonly #watches = new Map<ServerResponse, { path: string; from: number }>();
  readonly #faults: Array<{ verb: 'list' | 'watch' | 'any'; fault: Fault }> =
    [];
  #log: Entry[] = [];
  #version = 100;
  #oldest = 0;

  static async start(): Promise<FakeApiServer> {
    const { cert, key } = await selfSigned();
    const fake = new FakeApiServer(cert, key);
    await new Promise<void>(resolve => {
      fake.#server.listen(0, '127.0.0.1', resolve);
    });
    return fake;
  }

  private constructor(cert: string, key: string) {
    this.#ca = cert;
    this.#server = createServer({ cert, key }, (request, response) =>
      this.#answer(request, response),
    );
    this.#server.on('secureConnection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => undefined);
    });
  }

  get platform(): ServicePlatformConfig {
    const { port } = this.#server.address() as AddressInfo;
    return {
      name: 'fake',
      url: `https://127.0.0.1:${port}`,
      tls: { ca: this.#ca, skipVerify: false },
      identity: {
        mode: 'service',
        source: 'a test',
        credentials: { authorization: async () => 'Bearer of-the-test' },
      },
    };
  }

  get openWatches(): number {
    return this.#watches.size;
  }

  count(verb: 'list' | 'watch', path = ''): number {
    return this.requests.filter(
      each => each.startsWith(`${verb} `) && each.includes(path),
    ).length;
  }

  /** Serves a new, empty collection. */
  serve(path: string): void {
    this.#collections.set(path, new Map());
  }

  unserve(path: string): void {
    this.#collections.delete(path);
  }

  put(path: string, object: FakeObject): void {
    const collection = this.#collections.get(path);
    const type = collection?.has(keyOf(object)) ? 'MODIFIED' : 'ADDED';
    this.#record(type, path, object);
    collection?.set(keyOf(object), this.#log[this.#log.length - 1].object);
  }

  delete(path: string, name: string, namespace?: string): void {
    const key = keyOf({ metadata: { name, namespace } });
    const object = this.#collections.get(path)?.get(key);
    if (object) {
      this.#collections.get(path)?.delete(key);
      this.#record('DELETED', path, object);
    }
  }

  bookmark(): void {
    for (const [response, { path }] of this.#watches) {
      this.#version += 1;
      send(response, 'BOOKMARK', {
        kind: path,
        metadata: { resourceVersion: `${this.#version}` },
      });
    }
  }

  /** Forgets all events so far: the response to a watch from an earlier resourceVersion is a 410. */
  forget(): void {
    this.#log = [];
    this.#oldest = this.#version;
  }

  /** Restores etcd from a backup without objects: all resourceVersions are lower than before. */
  restore(): void {
    this.#collections.forEach(collection => collection.clear());
    this.#log = [];
    this.#version = 10;
    this.#oldest = 0;
  }

  /** Applies the fault to the next request of this verb. */
  fail(verb: 'list' | 'watch' | 'any', fault: Fault): void {
    this.#faults.push({ verb, fault });
  }

  /** Breaks all connections, like a restart. */
  cut(): void {
    this.#sockets.forEach(socket => socket.destroy());
  }

  /** Ends all watches properly, as the API server does every few minutes. */
  endWatches(): void {
    const ended = [...this.#watches.keys()];
    this.#watches.clear();
    ended.forEach(response => response.end());
  }

  /** Sends a raw line to all watches. */
  say(line: string): void {
    [...this.#watches.keys()].forEach(response => response.write(line));
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  #record(type: Entry['type'], path: string, object: FakeObject): void {
    this.#version += 1;
    const stamped = {
      ...object,
      metadata: { ...object.metadata, resourceVersion: `${this.#version}` },
    };
    this.#log.push({ version: this.#version, type, path, object: stamped });
    for (const [response, watch] of this.#watches) {
      // Like a real API server, it keeps a watch from a future resourceVersion open and sends nothing.
      if (watch.path === path && this.#version > watch.from) {
        send(response, type, stamped);
      }
    }
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'https://fake');
    const verb = url.searchParams.get('watch') === 'true' ? 'watch' : 'list';
    this.requests.push(`${verb} ${url.pathname}${url.search}`);
    const index = this.#faults.findIndex(
      each => each.verb === verb || each.verb === 'any',
    );
    if (index >= 0) {
      const [{ fault }] = this.#faults.splice(index, 1);
      if (fault(request, response) !== 'pass') {
        return;
      }
    }
    const collection = this.#collections.get(url.pathname);
    if (!collection) {
      status(404, 'the server could not find the requested resource')(
        request,
        response,
      );
    } else if (verb === 'watch') {
      this.#watch(url, request, response);
    } else {
      this.#list(url, collection, response);
    }
  }

  #list(
    url: URL,
    collection: Map<string, FakeObject>,
    response: ServerResponse,
  ): void {
    const limit = Number(url.searchParams.get('limit') ?? '500');
    const from = Number(url.searchParams.get('continue') ?? '0');
    const all = [...collection.values()];
    const end = from + limit;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        kind: 'ThingList',
        metadata: {
          resourceVersion: `${this.#version}`,
          ...(end < all.length && { continue: `${end}` }),
        },
        items: all.slice(from, end),
      }),
    );
  }

  #watch(url: URL, request: IncomingMessage, response: ServerResponse): void {
    const from = Number(url.searchParams.get('resourceVersion'));
    if (from < this.#oldest) {
      status(410, 'too old resource version')(request, response);
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    this.#watches.set(response, { path: url.pathname, from });
    response.on('close', () => this.#watches.delete(response));
    this.#log
      .filter(each => each.path === url.pathname && each.version > from)
      .forEach(each => send(response, each.type, each.object));
  }
}

/** A fault: a response with a Kubernetes Status. */
export function status(
  code: number,
  message: string,
  headers: Record<string, string> = {},
): Fault {
  return (_, response) => {
    response.writeHead(code, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end(JSON.stringify({ kind: 'Status', code, message }));
  };
}

/** A fault: a wrong body, or half of a body. */
export function body(
  text: string,
  options: { cut?: boolean; type?: string } = {},
): Fault {
  return (_, response) => {
    response.writeHead(200, {
      'content-type': options.type ?? 'application/json',
      ...(options.cut && { 'content-length': `${text.length + 100}` }),
    });
    response.write(text, () =>
      options.cut ? response.socket?.destroy() : response.end(),
    );
  };
}

/** A fault: no response until the connection ends. */
export const silence: Fault = () => undefined;

/** A fault: the connection breaks before the response. */
export const hangUp: Fault = request => {
  request.socket.destroy();
};

function send(response: ServerResponse, type: string, object: object): void {
  response.write(`${JSON.stringify({ type, object })}\n`);
}

function keyOf({ metadata }: Pick<FakeObject, 'metadata'>): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

async function selfSigned(): Promise<{ cert: string; key: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = (await webcrypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=fake API server',
      keys,
      signingAlgorithm: algorithm,
      notBefore: new Date(Date.now() - 60_000),
      notAfter: new Date(Date.now() + 3_600_000),
      extensions: [
        new SubjectAlternativeNameExtension([
          { type: 'ip', value: '127.0.0.1' },
        ]),
      ],
    },
    webcrypto as Crypto,
  );
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  const base64 = Buffer.from(pkcs8).toString('base64');
  return {
    cert: certificate.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${base64}\n-----END PRIVATE KEY-----\n`,
  };
}
