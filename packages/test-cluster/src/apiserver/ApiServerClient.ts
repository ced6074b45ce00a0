import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Agent, request } from 'node:https';
import { createInterface } from 'node:readline';
import type { CertificateFiles } from '../certs/CertificateAuthority';

/**
 * An answer of the API server, whatever its status.
 */
export interface ApiAnswer {
  status: number;
  /** Parsed when it is JSON, else the text. */
  body: unknown;
}

/**
 * One request.
 */
export interface ApiRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With its query, from the root of the API server. */
  path: string;
  body?: unknown;
  /** `application/json` unless told. */
  contentType?: string;
  /** A bearer token; then no client certificate is shown. */
  token?: string;
  signal?: AbortSignal;
}

/**
 * The API server answered with a status that the caller did not expect.
 */
export class ApiServerError extends Error {
  readonly code = 'unexpected-answer';
  readonly status: number;

  constructor(asked: ApiRequest, answer: ApiAnswer) {
    super(
      `${asked.method} ${asked.path} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`,
    );
    this.name = 'ApiServerError';
    this.status = answer.status;
  }
}

/**
 * Speaks to the platform's own API server as its administrator, or with a token that is given per request. It is for setting
 * the platform up and looking at it; the product has its own client, which must be tested, not used for testing.
 */
export class ApiServerClient {
  private readonly url: string;
  private readonly withCertificate: Agent;
  private readonly withoutCertificate: Agent;

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
    this.url = url;
    this.withCertificate = withCertificate;
    this.withoutCertificate = withoutCertificate;
  }

  async send(asked: ApiRequest): Promise<ApiAnswer> {
    const response = await this.open(asked);
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

  /** Sends, and throws unless the answer is a success. */
  async expect(asked: ApiRequest): Promise<unknown> {
    const answer = await this.send(asked);
    if (answer.status < 200 || answer.status > 299) {
      throw new ApiServerError(asked, answer);
    }
    return answer.body;
  }

  /** Creates or updates an object by server-side apply. */
  async apply(path: string, object: object): Promise<void> {
    await this.expect({
      method: 'PATCH',
      path: `${path}?fieldManager=local-platform&force=true`,
      contentType: 'application/apply-patch+yaml',
      body: object,
    });
  }

  /** The events of a watch, until the API server ends it or the signal is aborted. */
  async *watch(path: string, signal: AbortSignal): AsyncGenerator<unknown> {
    const response = await this.open({ method: 'GET', path, signal });
    if (response.statusCode !== 200) {
      response.resume();
      throw new Error(`watch ${path} was answered with ${response.statusCode}`);
    }
    for await (const line of createInterface({ input: response })) {
      if (line !== '') {
        yield JSON.parse(line);
      }
    }
  }

  /** False while the server does not listen yet or says that it is not ready. */
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

  /** Closes the kept connections. */
  close(): void {
    this.withCertificate.destroy();
    this.withoutCertificate.destroy();
  }

  private async open(asked: ApiRequest): Promise<IncomingMessage> {
    const { method, token, signal } = asked;
    const payload =
      asked.body === undefined ? undefined : JSON.stringify(asked.body);
    const sent = request(`${this.url}${asked.path}`, {
      method,
      signal,
      agent:
        token === undefined ? this.withCertificate : this.withoutCertificate,
      headers: {
        accept: 'application/json',
        'user-agent': 'kratix-portal-local-platform',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(payload === undefined
          ? {}
          : {
              'content-type': asked.contentType ?? 'application/json',
              'content-length': `${Buffer.byteLength(payload)}`,
            }),
      },
    });
    sent.end(payload);
    const [response] = await once(sent, 'response');
    return response;
  }
}
