import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { createInterface } from 'node:readline';
import type { CertificateFiles } from '../certs/CertificateAuthority';

/**
 * A response of the API server, with any status.
 */
export interface ApiResponse {
  status: number;
  /** Parsed JSON, or the text of another content type. */
  body: unknown;
}

/**
 * A request to the API server.
 */
export interface ApiRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path with its query, from the root of the API server. */
  path: string;
  body?: unknown;
  /** `application/json` by default. */
  contentType?: string;
  /** A bearer token, which is sent instead of the client certificate. */
  token?: string;
  signal?: AbortSignal;
}

/**
 * The API server responded with a status other than 2xx.
 */
export class ApiServerError extends Error {
  readonly code = 'unexpected-status';
  readonly status: number;

  constructor(options: ApiRequest, response: ApiResponse) {
    super(
      `${options.method} ${options.path} returned status ${response.status}: ${JSON.stringify(response.body)}`,
    );
    this.name = 'ApiServerError';
    this.status = response.status;
  }
}

/**
 * Sends requests to the platform's API server as its administrator, or with a token per request.
 * It is for setting up and inspecting the platform. The product has its own client, which tests must not rely on.
 */
export class ApiServerClient {
  readonly #url: string;
  readonly #withCertificate: Agent;
  readonly #withoutCertificate: Agent;

  static async create(options: {
    url: string;
    caFile: string;
    client: CertificateFiles;
  }): Promise<ApiServerClient> {
    const [ca, cert, key] = await Promise.all([
      readFile(options.caFile),
      readFile(options.client.certFile),
      readFile(options.client.keyFile),
    ]);
    return new ApiServerClient(
      options.url,
      new Agent({ keepAlive: true, ca, cert, key }),
      new Agent({ keepAlive: true, ca }),
    );
  }

  private constructor(
    url: string,
    withCertificate: Agent,
    withoutCertificate: Agent,
  ) {
    this.#url = url;
    this.#withCertificate = withCertificate;
    this.#withoutCertificate = withoutCertificate;
  }

  async send(options: ApiRequest): Promise<ApiResponse> {
    const response = await this.#open(options);
    const chunks: Buffer[] = [];
    for await (const chunk of response) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    const isJson =
      response.headers['content-type']?.startsWith('application/json') ?? false;
    return {
      status: response.statusCode ?? 0,
      body: isJson ? JSON.parse(text) : text,
    };
  }

  /** Sends a request and throws unless its status is 2xx. */
  async expect(options: ApiRequest): Promise<unknown> {
    const response = await this.send(options);
    if (response.status < 200 || response.status > 299) {
      throw new ApiServerError(options, response);
    }
    return response.body;
  }

  /** Creates or updates an object by server-side apply. */
  async apply(path: string, object: object): Promise<void> {
    await this.expect({
      method: 'PATCH',
      path: `${path}?fieldManager=test-cluster&force=true`,
      contentType: 'application/apply-patch+yaml',
      body: object,
    });
  }

  /** Yields the events of a watch until the API server ends it or the signal is aborted. */
  async *watch(path: string, signal: AbortSignal): AsyncGenerator<unknown> {
    const response = await this.#open({ method: 'GET', path, signal });
    if (response.statusCode !== 200) {
      response.resume();
      throw new Error(`watch ${path} returned status ${response.statusCode}`);
    }
    for await (const line of createInterface({ input: response })) {
      if (line !== '') {
        yield JSON.parse(line);
      }
    }
  }

  /** False while the server does not listen or is not ready. */
  async isReady(): Promise<boolean> {
    try {
      const { status } = await this.send({ method: 'GET', path: '/readyz' });
      return status === 200;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ECONNREFUSED' || code === 'ECONNRESET') {
        return false;
      }
      throw error;
    }
  }

  /** Closes idle connections. */
  close(): void {
    this.#withCertificate.destroy();
    this.#withoutCertificate.destroy();
  }

  async #open(options: ApiRequest): Promise<IncomingMessage> {
    const { method, token, signal } = options;
    const payload =
      options.body === undefined ? undefined : JSON.stringify(options.body);
    const sent = request(`${this.#url}${options.path}`, {
      method,
      signal,
      agent:
        token === undefined ? this.#withCertificate : this.#withoutCertificate,
      headers: {
        accept: 'application/json',
        'user-agent': 'kratix-portal-test-cluster',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(payload === undefined
          ? {}
          : {
              'content-type': options.contentType ?? 'application/json',
              'content-length': `${Buffer.byteLength(payload)}`,
            }),
      },
    });
    sent.end(payload);
    const [response] = await once(sent, 'response');
    return response;
  }
}
