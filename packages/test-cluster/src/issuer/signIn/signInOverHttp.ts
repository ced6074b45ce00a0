import { parse, type HTMLElement } from 'node-html-parser';
import { CookieJar } from 'tough-cookie';
import { IssuerError } from '../IssuerError';

/** A provider needs two or three; more is a loop. */
const MAXIMUM_REQUESTS = 12;

/**
 * Options of {@link signInOverHttp}.
 *
 * @public
 */
export interface SignInOverHttpOptions {
  /** The whole address of an authorization request, as the portal sends a browser to it. */
  authorizationUrl: string;
  username: string;
  password: string;
  /** Keeps the provider's session, for a second sign-in of the same browser; its own unless told. */
  cookies?: CookieJar;
  /** Node's own unless told. */
  fetch?: typeof fetch;
}

/**
 * Signs in as a person with a browser does, without one: follows redirects with a cookie jar, fills in and posts the login form of
 * the demo's provider or of Keycloak, and answers with the first address that leaves the provider, which is the portal's redirect URI
 * with a code or an error. Throws an `IssuerError` with code `sign-in-refused` when the provider shows its form again.
 *
 * @public
 */
export async function signInOverHttp(
  options: SignInOverHttpOptions,
): Promise<string> {
  const { authorizationUrl, cookies = new CookieJar() } = options;
  const provider = new URL(authorizationUrl).origin;
  const send = sendWith(cookies, options.fetch ?? fetch);

  let request: PageRequest = { url: authorizationUrl };
  let posted = false;
  for (let count = 0; count < MAXIMUM_REQUESTS; count++) {
    const response = await send(request);
    const location = response.headers.get('location');
    if (isRedirect(response) && location) {
      await response.body?.cancel();
      const next = new URL(location, request.url);
      if (next.origin !== provider) {
        return next.href;
      }
      request = { url: next.href };
      continue;
    }
    const page = parse(await response.text());
    const form = loginForm(page);
    if (!form) {
      throw unexpected(request.url, response.status, page);
    }
    if (posted) {
      throw new IssuerError(
        'sign-in-refused',
        `the provider refused the sign-in of ${options.username}: ${complaint(page)}`,
      );
    }
    request = fillIn(form, request.url, options);
    posted = true;
  }
  throw new IssuerError(
    'sign-in-unexpected',
    `the sign-in did not leave the provider within ${MAXIMUM_REQUESTS} requests`,
  );
}

interface PageRequest {
  url: string;
  form?: URLSearchParams;
}

function sendWith(cookies: CookieJar, fetchPage: typeof fetch) {
  return async ({ url, form }: PageRequest): Promise<Response> => {
    const response = await fetchPage(url, {
      method: form ? 'POST' : 'GET',
      body: form,
      headers: {
        accept: 'text/html',
        cookie: await cookies.getCookieString(url),
        // As a browser does: providers may hold a post against the page that it came from.
        ...(form && { origin: new URL(url).origin }),
      },
      redirect: 'manual',
    });
    for (const cookie of response.headers.getSetCookie()) {
      await cookies.setCookie(cookie, url);
    }
    return response;
  };
}

function isRedirect(response: Response): boolean {
  return response.status >= 300 && response.status < 400;
}

/** The form with a password in it. */
function loginForm(page: HTMLElement): HTMLElement | undefined {
  return page
    .querySelectorAll('form')
    .find(form => form.querySelector('input[type=password]'));
}

/** What a browser would post: the fields that are there, with the person's two filled in. */
function fillIn(
  form: HTMLElement,
  pageUrl: string,
  options: SignInOverHttpOptions,
): PageRequest {
  const fields = new URLSearchParams();
  for (const input of form.querySelectorAll('input')) {
    const name = input.getAttribute('name');
    const type = input.getAttribute('type') ?? 'text';
    if (name && !['checkbox', 'radio', 'submit', 'button'].includes(type)) {
      fields.set(name, input.getAttribute('value') ?? '');
    }
  }
  const passwordField = form.querySelector('input[type=password]');
  fields.set('username', options.username);
  fields.set(
    passwordField?.getAttribute('name') ?? 'password',
    options.password,
  );
  const action = form.getAttribute('action') ?? pageUrl;
  return { url: new URL(action, pageUrl).href, form: fields };
}

/** The error that a login page shows: ours in an alert, Keycloak's under the field or over the form. */
function complaint(page: HTMLElement): string {
  const error = page.querySelector(
    '[role=alert], [id^=input-error], .pf-v5-c-alert, .alert-error',
  );
  return error ? plainText(error) : 'it shows its login form again';
}

function unexpected(url: string, status: number, page: HTMLElement) {
  const { origin, pathname } = new URL(url);
  const heading = page.querySelector('#kc-error-message, main, body') ?? page;
  return new IssuerError(
    'sign-in-unexpected',
    `${origin}${pathname} answered ${status} without a login form: ${plainText(heading).slice(0, 300)}`,
  );
}

function plainText(element: HTMLElement): string {
  return element.text.replace(/\s+/g, ' ').trim();
}
