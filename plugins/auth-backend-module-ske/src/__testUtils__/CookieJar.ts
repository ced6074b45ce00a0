/** Cookies by origin, without paths and expiry. */
export class CookieJar {
  readonly #origins = new Map<string, Map<string, string>>();

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const cookies = this.#cookiesOf(url);
    const headers = new Headers(init.headers);
    headers.set('cookie', [...cookies].map(([k, v]) => `${k}=${v}`).join('; '));
    const res = await fetch(url, { redirect: 'manual', ...init, headers });
    for (const line of res.headers.getSetCookie()) {
      const [pair] = line.split(';');
      const split = pair.indexOf('=');
      const value = pair.slice(split + 1);
      if (value) {
        cookies.set(pair.slice(0, split), value);
      } else {
        cookies.delete(pair.slice(0, split));
      }
    }
    return res;
  }

  #cookiesOf(url: string): Map<string, string> {
    const { origin } = new URL(url);
    const cookies = this.#origins.get(origin) ?? new Map<string, string>();
    this.#origins.set(origin, cookies);
    return cookies;
  }
}
