import type { DiscoveryApi, FetchApi } from '@backstage/frontend-plugin-api';

/** A ticket is valid for a minute. The request that it is for is sent at once. */
const REUSED_MS = 30_000;

/**
 * Tickets of the auth backend, with which Backstage's Kubernetes plugin gets the token of the user's session. In session mode the browser has no token of
 * the provider.
 */
export class ClusterTickets {
  readonly #discovery: DiscoveryApi;
  readonly #fetch: FetchApi;
  readonly #known = new Map<
    string,
    { ticket: Promise<string>; until: number }
  >();

  constructor(options: { discovery: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discovery = options.discovery;
    this.#fetch = options.fetchApi;
  }

  /** The calls of one page share a ticket. */
  async get(provider: string): Promise<string> {
    const known = this.#known.get(provider);
    if (known && Date.now() < known.until) {
      return known.ticket;
    }
    const ticket = this.#ask(provider);
    this.#known.set(provider, { ticket, until: Date.now() + REUSED_MS });
    ticket.catch(() => this.#known.delete(provider));
    return ticket;
  }

  async #ask(provider: string): Promise<string> {
    const url = await this.#discovery.getBaseUrl('auth');
    const response = await this.#fetch.fetch(`${url}/.ske/cluster-tickets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ provider }),
    });
    const answer = await response.json().catch(() => undefined);
    if (response.ok && typeof answer?.ticket === 'string') {
      return answer.ticket;
    }
    const message = answer?.error?.message;
    throw new Error(
      response.status === 404 || typeof message !== 'string'
        ? `The session with '${provider}' has no token in the browser, because ske.auth.mode is session. For Backstage's Kubernetes plugin, set ske.auth.session.kubernetesPlugin to true, and add createKubernetesModule to the backend.`
        : message,
    );
  }
}
