/** Cookies by hostname, like in a browser, without paths and expiry. */
export class CookieJar {
  readonly #hosts = new Map<string, Map<string, string>>();

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

  of(url: string): Record<string, string> {
    return Object.fromEntries(this.#cookiesOf(url));
  }

  #cookiesOf(url: string): Map<string, string> {
    const { hostname } = new URL(url);
    const cookies = this.#hosts.get(hostname) ?? new Map<string, string>();
    this.#hosts.set(hostname, cookies);
    return cookies;
  }
}
