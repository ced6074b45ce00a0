import { CookieJar } from 'tough-cookie';

const MAXIMUM_REDIRECTS = 15;
const TIMEOUT_MILLISECONDS = 30_000;

/** The page at the end of a chain of redirects. */
export interface Visit {
  url: string;
  status: number;
  text: string;
}

/** The part of a browser that a sign-in needs: it keeps cookies and follows redirects. */
export class HttpSession {
  readonly #cookies = new CookieJar();
  readonly #aliases: Record<string, string>;

  /** @param aliases - if the URL of a redirect starts with a key, the key is replaced by its value */
  constructor(aliases: Record<string, string> = {}) {
    this.#aliases = aliases;
  }

  /**
   * Requests a URL and follows redirects.
   *
   * @param options - `form` is sent with POST. A redirect that leaves the origin `within` is returned and not followed.
   */
  async visit(
    url: string,
    options: {
      form?: URLSearchParams;
      headers?: Record<string, string>;
      within?: string;
    } = {},
  ): Promise<Visit> {
    const { headers, within } = options;
    let next = url;
    let form = options.form;
    for (let count = 0; count <= MAXIMUM_REDIRECTS; count++) {
      const response = await this.#send(next, form, headers);
      const { status } = response;
      const location = response.headers.get('location');
      if (status < 300 || status > 399 || !location) {
        return { url: next, status, text: await response.text() };
      }
      await response.body?.cancel();
      next = this.#resolveAlias(new URL(location, next).href);
      if (within && new URL(next).origin !== within) {
        return { url: next, status, text: '' };
      }
      // RFC 9110, 15.4: these redirects change the method to GET.
      form = undefined;
    }
    throw new Error(`more than ${MAXIMUM_REDIRECTS} redirects from ${url}`);
  }

  /** The value of a cookie that is sent to this URL. */
  async cookie(url: string, name: string): Promise<string | undefined> {
    const cookies = await this.#cookies.getCookies(url);
    return cookies.find(({ key }) => key === name)?.value;
  }

  #resolveAlias(url: string): string {
    for (const [alias, address] of Object.entries(this.#aliases)) {
      if (url.startsWith(alias)) {
        return address + url.slice(alias.length);
      }
    }
    return url;
  }

  async #send(
    url: string,
    form: URLSearchParams | undefined,
    headers: Record<string, string> | undefined,
  ): Promise<Response> {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      body: form,
      headers: {
        accept: 'text/html',
        ...headers,
        cookie: await this.#cookies.getCookieString(url),
      },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    for (const cookie of response.headers.getSetCookie()) {
      await this.#cookies.setCookie(cookie, url);
    }
    return response;
  }
}
