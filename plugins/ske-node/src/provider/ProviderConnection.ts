import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent, fetch } from 'undici';

/** Discovery documents, key sets and responses with tokens have some kilobytes. The diagnosis has a lower limit of its own, which it reports. */
const MOST_BYTES = 1024 * 1024;

/** The part of the signature of `fetch` that `jose` and `openid-client` use. */
export type ProviderFetch = (
  url: string,
  init?: object,
) => Promise<globalThis.Response>;

/** The connections to an OIDC provider. They use the proxy of the environment, as those of the auth backend do. */
export class ProviderConnection {
  readonly #dispatcher: Dispatcher;

  /** @param options - `ca`: further certificate authorities as PEM. Absent: those that Node trusts. */
  constructor(options: { ca?: string } = {}) {
    const { ca } = options;
    const connect = ca === undefined ? {} : { ca: [...rootCertificates, ca] };
    const limits = { maxResponseSize: MOST_BYTES };
    this.#dispatcher =
      process.env.HTTPS_PROXY || process.env.https_proxy
        ? new EnvHttpProxyAgent({ ...limits, connect, requestTls: connect })
        : new Agent({ ...limits, connect });
  }

  readonly fetch: ProviderFetch = async (url, init) =>
    (await fetch(url, {
      ...init,
      dispatcher: this.#dispatcher,
    })) as unknown as globalThis.Response;

  async close(): Promise<void> {
    await this.#dispatcher.close();
  }
}
