import { Agent, type Dispatcher, fetch, ProxyAgent } from 'undici';
import { ConfigProblems } from '../config/ConfigProblems';
import { environmentProxy } from '../config/readProxy';
import { trustedAuthorities } from './trustedAuthorities';

/** The size limit of a response. Discovery documents, key sets and responses with tokens have some kilobytes. The diagnosis has a lower limit, and reports larger documents. */
const MOST_BYTES = 1024 * 1024;

/** The part of the signature of `fetch` that `jose` and `openid-client` use. */
export type ProviderFetch = (
  url: string,
  init?: object,
) => Promise<globalThis.Response>;

/**
 * The connections of the `ske` plugin to an OIDC provider, for the diagnosis, token exchange and impersonation. These connections use the proxy of the
 * environment by the same rules as connections to a cluster. The sign-in and its refreshes are requests of Backstage's OIDC module, which does not use
 * these connections: docs/reference/networks.md says how that module gets its proxy.
 */
export class ProviderConnection {
  readonly #connect: { ca?: string[] };
  /** The key is the URL of the proxy, or `undefined` for the direct connection. */
  readonly #dispatchers = new Map<string | undefined, Dispatcher>();

  /** @param options - `ca`: further certificate authorities as PEM, in addition to the authorities that Node trusts. */
  constructor(options: { ca?: string } = {}) {
    const { ca } = options;
    this.#connect = ca === undefined ? {} : { ca: trustedAuthorities(ca) };
  }

  readonly fetch: ProviderFetch = async (url, init) =>
    (await fetch(url, {
      ...init,
      dispatcher: this.#dispatcherFor(url),
    })) as unknown as globalThis.Response;

  /** The proxy of requests to a URL, for messages: its host, and the variable that names it. */
  proxyFor(url: string): string | undefined {
    const problems = new ConfigProblems();
    const proxy = environmentProxy(url, problems);
    return proxy && `${new URL(proxy.url).host} (${proxy.source})`;
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.#dispatchers.values()].map(dispatcher => dispatcher.close()),
    );
  }

  #dispatcherFor(url: string): Dispatcher {
    const problems = new ConfigProblems();
    const proxy = environmentProxy(url, problems)?.url;
    problems.throwIfAny();
    const known = this.#dispatchers.get(proxy);
    const connect = this.#connect;
    const limits = { maxResponseSize: MOST_BYTES };
    const dispatcher =
      known ??
      (proxy === undefined
        ? new Agent({ ...limits, connect })
        : new ProxyAgent({ ...limits, uri: proxy, requestTls: connect }));
    this.#dispatchers.set(proxy, dispatcher);
    return dispatcher;
  }
}
