/** What the portal's sign-in popup hands to the page that opened it. */
export interface SignInAnswer {
  response?: {
    profile: { email?: string; displayName?: string };
    providerInfo: { accessToken: string; idToken?: string };
    backstageIdentity?: {
      token: string;
      identity: { userEntityRef: string; ownershipEntityRefs: string[] };
    };
  };
  error?: { name: string; message: string };
}

/** As much of a browser as a sign-in over HTTP needs: it keeps cookies and follows redirects one by one. */
export class PortalBrowser {
  readonly #cookies = new Map<string, string>();
  readonly #baseUrl: string;

  constructor(options: { baseUrl: string }) {
    this.#baseUrl = options.baseUrl;
  }

  /** Where `/start` of the provider sends the browser, or the error that it answers with. */
  async start(
    providerId: string,
  ): Promise<{ status: number; location: string; body: string }> {
    const res = await this.#fetch(
      `${this.#baseUrl}/api/auth/${providerId}/start?env=development`,
    );
    return {
      status: res.status,
      location: res.headers.get('location') ?? '',
      body: await res.text(),
    };
  }

  /** Signs in at a provider that asks nothing. */
  async signIn(providerId: string): Promise<SignInAnswer> {
    const { location, body } = await this.start(providerId);
    if (!location) {
      throw new Error(`/start of ${providerId} did not redirect: ${body}`);
    }
    const frame = await this.#fetch(await this.#passProvider(location));
    const page = await frame.text();
    const encoded = page.match(
      /authResponse = decodeURIComponent\('([^']*)'\)/,
    );
    if (!encoded) {
      throw new Error(`The frame handler answered without a response: ${page}`);
    }
    return JSON.parse(decodeURIComponent(encoded[1]));
  }

  /** While a provider is down, the portal sends the browser straight back to itself. */
  async #passProvider(location: string): Promise<string> {
    if (location.startsWith(this.#baseUrl)) {
      return location;
    }
    const res = await fetch(location, { redirect: 'manual' });
    return res.headers.get('location') ?? '';
  }

  async refresh(
    providerId: string,
  ): Promise<{ status: number } & NonNullable<SignInAnswer['response']>> {
    const res = await this.#fetch(
      `${this.#baseUrl}/api/auth/${providerId}/refresh?env=development`,
      { 'x-requested-with': 'XMLHttpRequest' },
    );
    return { status: res.status, ...(await res.json()) };
  }

  async #fetch(url: string, headers: Record<string, string> = {}) {
    const cookie = [...this.#cookies].map(([k, v]) => `${k}=${v}`).join('; ');
    const res = await fetch(url, {
      redirect: 'manual',
      headers: { ...headers, cookie },
    });
    for (const line of res.headers.getSetCookie()) {
      const [pair] = line.split(';');
      const split = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, split), pair.slice(split + 1));
    }
    return res;
  }
}
