import { CookieJar } from 'tough-cookie';

const MAXIMUM_REDIRECTS = 15;
const TIMEOUT_MILLISECONDS = 30_000;

/**
 * A page that was reached.
 */
export interface Visit {
  url: string;
  status: number;
  text: string;
}

/** What a browser does for a sign-in, and no more: it keeps cookies and follows redirects. */
export class HttpSession {
  private readonly cookies = new CookieJar();

  /** @param aliases - addresses that stand for others: what begins with a key is visited at its value */
  constructor(private readonly aliases: Record<string, string> = {}) {}

  async visit(
    url: string,
    options: { form?: URLSearchParams; headers?: Record<string, string> } = {},
  ): Promise<Visit> {
    let next = url;
    let form = options.form;
    for (let count = 0; count <= MAXIMUM_REDIRECTS; count++) {
      const response = await this.send(next, form, options.headers);
      const location = response.headers.get('location');
      if (response.status < 300 || response.status > 399 || !location) {
        return {
          url: next,
          status: response.status,
          text: await response.text(),
        };
      }
      await response.body?.cancel();
      next = this.resolveAlias(new URL(location, next).href);
      // RFC 9110, 15.4: what follows a redirect of this kind is a GET.
      form = undefined;
    }
    throw new Error(`more than ${MAXIMUM_REDIRECTS} redirects, from ${url}`);
  }

  private resolveAlias(url: string): string {
    for (const [alias, address] of Object.entries(this.aliases)) {
      if (url.startsWith(alias)) {
        return address + url.slice(alias.length);
      }
    }
    return url;
  }

  /** A cookie as it would be sent to that address. */
  async cookie(url: string, name: string): Promise<string | undefined> {
    const cookies = await this.cookies.getCookies(url);
    return cookies.find(({ key }) => key === name)?.value;
  }

  private async send(
    url: string,
    form: URLSearchParams | undefined,
    headers: Record<string, string> | undefined,
  ): Promise<Response> {
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      body: form,
      headers: { ...headers, cookie: await this.cookies.getCookieString(url) },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    for (const cookie of response.headers.getSetCookie()) {
      await this.cookies.setCookie(cookie, url);
    }
    return response;
  }
}
