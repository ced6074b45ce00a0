import { CookieJar } from './CookieJar';

/** The message of the portal's sign-in popup to the page that opened it. */
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

interface Person {
  username: string;
  password: string;
}

/** The most redirects that are followed. A sign-in has fewer. */
const HOPS = 20;

/** A minimal browser for a sign-in over HTTP: it stores cookies, follows redirects and fills in a login form. */
export class PortalBrowser {
  /** The environment of `auth.providers` whose provider is used. */
  environment = 'development';
  readonly #cookies = new CookieJar();
  readonly #baseUrl: string;
  readonly #publicOrigin: string;

  constructor(options: { baseUrl: string; publicOrigin?: string }) {
    this.#baseUrl = options.baseUrl;
    this.#publicOrigin = options.publicOrigin ?? options.baseUrl;
  }

  /** Returns the redirect of the provider's `/start`, or its error. */
  async start(
    providerId: string,
  ): Promise<{ status: number; location: string; body: string }> {
    const res = await this.#cookies.fetch(
      `${this.#baseUrl}/api/auth/${providerId}/start?env=${this.environment}`,
    );
    return {
      status: res.status,
      location: res.headers.get('location') ?? '',
      body: await res.text(),
    };
  }

  /** Signs in. If the OIDC provider shows a login form, it fills in the user's password. */
  async signIn(providerId: string, person?: Person): Promise<SignInAnswer> {
    const { location, body } = await this.start(providerId);
    if (!location) {
      throw new Error(`/start of ${providerId} did not redirect: ${body}`);
    }
    const callback = await this.#passProvider(location, person);
    const frame = await this.#cookies.fetch(
      callback.replace(this.#publicOrigin, this.#baseUrl),
    );
    const page = await frame.text();
    const encoded = /authResponse = decodeURIComponent\('([^']*)'\)/.exec(
      page,
    )?.[1];
    if (!encoded) {
      throw new Error(
        `The page of the frame handler contains no sign-in response: ${page}`,
      );
    }
    return JSON.parse(decodeURIComponent(encoded));
  }

  /** Refreshes, at another replica if its URL is given. */
  async refresh(
    providerId: string,
    replica = this.#baseUrl,
  ): Promise<
    { status: number } & NonNullable<SignInAnswer['response']> &
      Pick<SignInAnswer, 'error'>
  > {
    const res = await this.#cookies.fetch(
      `${replica}/api/auth/${providerId}/refresh?env=${this.environment}`,
      { headers: { 'x-requested-with': 'XMLHttpRequest' } },
    );
    return { status: res.status, ...(await res.json()) };
  }

  /** Signs out, and returns the response. */
  async signOut(providerId: string): Promise<Response> {
    return this.#cookies.fetch(
      `${this.#baseUrl}/api/auth/${providerId}/logout?env=${this.environment}`,
      { method: 'POST', headers: { 'x-requested-with': 'XMLHttpRequest' } },
    );
  }

  /** The cookies of the portal. */
  get cookies(): Record<string, string> {
    return this.#cookies.of(this.#baseUrl);
  }

  /** Follows the provider's pages until it redirects back to the portal. */
  async #passProvider(start: string, person?: Person): Promise<string> {
    let url = start;
    let form: URLSearchParams | undefined;
    for (let hop = 0; hop < HOPS; hop += 1) {
      if (url.startsWith(this.#publicOrigin)) {
        return url;
      }
      const res = await this.#cookies.fetch(
        url,
        form && { method: 'POST', body: form },
      );
      const location = res.headers.get('location');
      const page = await res.text();
      if (location) {
        url = new URL(location, url).href;
        form = undefined;
      } else if (person && !form && /<form[^>]*method="post"/i.test(page)) {
        const action = /<form[^>]*action="([^"]*)"/i.exec(page)?.[1] ?? '';
        url = new URL(action.replaceAll('&amp;', '&'), url).href;
        form = new URLSearchParams({ ...person });
      } else {
        throw new Error(
          `The provider stopped at ${url} (${res.status}): ${page}`,
        );
      }
    }
    throw new Error(`The provider redirected too often: ${url}`);
  }
}
