import { codeOf } from '../../platform/connection/failureCode';
import { SkeConfigError } from '../../config';
import { isSecureUrl } from '../../config/isSecureUrl';
import { parseJson } from '../../manifests';
import { ProviderConnection } from '../../provider/ProviderConnection';
import { type FetchResult, TOO_LARGE } from '../facts/DiagnosisProbes';
import { digestOf } from './readKeyMetrics';

const TIMEOUT_MS = 5_000;
/** Discovery documents and key sets have some kilobytes. */
const MOST_BYTES = 512 * 1024;
/** The code of undici when its own limit for a response is exceeded. */
const TOO_LARGE_FOR_UNDICI = 'UND_ERR_RES_EXCEEDED_MAX_SIZE';
/** The code of undici when the TLS connection to an https: proxy fails. */
const PROXY_TLS = 'UND_ERR_PRX_TLS';

/** Requests to the OIDC provider. They carry no token of a user. */
export class IssuerProbe {
  readonly #connection: ProviderConnection;

  /** @param options - `ca`: further certificate authorities as PEM */
  constructor(options: { ca?: string } = {}) {
    this.#connection = new ProviderConnection(options);
  }

  /** Reads a document. It follows no redirect, because the API server does not follow a redirect to another issuer. */
  async fetchJson(url: string): Promise<FetchResult> {
    return this.#send(url, {});
  }

  /** Redeems a code that does not exist, so that the provider checks the client. */
  async tryClient(
    url: string,
    client: { id: string; secret: string; inBody: boolean },
  ): Promise<FetchResult> {
    const { id, secret, inBody } = client;
    const form = new URLSearchParams({
      grant_type: 'authorization_code',
      code: 'not-a-code-of-the-provider',
      redirect_uri: 'https://localhost/not-a-redirect-uri',
      ...(inBody && { client_id: id, client_secret: secret }),
    });
    // RFC 6749, 2.3.1: both parts are form-encoded before the Base64.
    const basic = Buffer.from(
      `${encodeURIComponent(id)}:${encodeURIComponent(secret)}`,
    ).toString('base64');
    return this.#send(url, {
      method: 'POST',
      body: form.toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...(!inBody && { authorization: `Basic ${basic}` }),
      },
    });
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  async #send(
    url: string,
    init: { method?: string; body?: string; headers?: Record<string, string> },
  ): Promise<FetchResult> {
    if (!isSecureUrl(url)) {
      return { code: 'NOT_HTTPS' };
    }
    try {
      const response = await this.#connection.fetch(url, {
        ...init,
        headers: { accept: 'application/json', ...init.headers },
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = await readText(response.body);
      if (text === undefined) {
        return { status: response.status, code: TOO_LARGE };
      }
      const date = Date.parse(response.headers.get('date') ?? '');
      const location = response.headers.get('location');
      return {
        status: response.status,
        body: parseJson(text),
        digest: digestOf(text),
        // A query may contain a state or a code of a sign-in.
        ...(location !== null && { location: location.split(/[?#]/, 1)[0] }),
        ...(!Number.isNaN(date) && { dateMs: date }),
      };
    } catch (error) {
      const code = failureOf(error);
      const proxy = this.#connection.proxyFor(url);
      return {
        code: code === TOO_LARGE_FOR_UNDICI ? TOO_LARGE : code,
        ...(proxy && { proxy }),
      };
    }
  }
}

/** The code of a failed request. An error of undici may have several causes, and the error of a proxy that refuses has no code. */
export function failureOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') {
    return 'ETIMEDOUT';
  }
  if (error instanceof SkeConfigError) {
    return error.message; // HTTPS_PROXY has a value that is not a proxy.
  }
  const { cause } = (error ?? {}) as { cause?: unknown };
  // The cause says what is wrong with the certificate of the proxy, and not with that of the provider.
  const isOfProxy = codeOf(error) === PROXY_TLS;
  if (cause !== undefined && !isOfProxy) {
    return failureOf(cause);
  }
  return codeOf(error) || 'no response';
}

/** Returns undefined if the text is too large. */
async function readText(
  body: AsyncIterable<Uint8Array> | null,
): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) {
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
