import { decodeJwt } from 'jose';
import { parse as parseHtml } from 'node-html-parser';
import { z } from 'zod';
import type { DemoUser } from '../endpoints';
import { HttpSession, type Visit } from './HttpSession';
import { parseJson } from '../json/parseJson';

const TIMEOUT_MILLISECONDS = 60_000;

const authResponseSchema = z.object({
  backstageIdentity: z.object({ token: z.string() }),
  providerInfo: z.object({ accessToken: z.string(), idToken: z.string() }),
});

type AuthResponse = z.infer<typeof authResponseSchema>;

const frameMessageSchema = z.union([
  z.object({
    type: z.literal('authorization_response'),
    response: authResponseSchema,
  }),
  z.object({
    type: z.literal('authorization_response'),
    error: z.object({ message: z.string() }),
  }),
]);

/**
 * An answer of the portal.
 *
 * @public
 */
export interface PortalAnswer {
  status: number;
  body: unknown;
}

/**
 * Something that must not be found, by name.
 */
export interface Secret {
  name: string;
  value: string;
}

/**
 * Somebody who has signed in to the portal, as the portal's frontend would have them.
 *
 * @public
 */
export class PortalUser {
  /** All that this person was ever given and nobody else may see. */
  readonly secrets: Secret[] = [];
  private token = '';
  private accessToken = '';

  private constructor(
    private readonly portalUrl: string,
    private readonly providerId: string,
    private readonly session: HttpSession,
    private readonly username: string,
  ) {}

  /**
   * Signs in on the provider's own login page, over HTTP. With `publicUrl` the provider sends people back there, which is taken for
   * `portalUrl`.
   */
  static async signIn(options: {
    portalUrl: string;
    publicUrl?: string;
    providerId: string;
    user: DemoUser;
  }): Promise<PortalUser> {
    const { portalUrl, publicUrl, providerId, user } = options;
    const session = new HttpSession(
      publicUrl ? { [publicUrl]: portalUrl } : {},
    );
    const page = await session.visit(
      `${portalUrl}/api/auth/${providerId}/start?env=development&scope=${encodeURIComponent('openid profile email')}`,
    );
    const frame = await submitLoginForm(session, page, user);
    const person = new PortalUser(
      portalUrl,
      providerId,
      session,
      user.username,
    );
    await person.take(readFrame(frame));
    return person;
  }

  /** Takes a new Backstage token, as the frontend does before the old one ends. */
  async refresh(): Promise<void> {
    const answer = await this.session.visit(
      `${this.portalUrl}/api/auth/${this.providerId}/refresh?env=development`,
      { headers: { 'x-requested-with': 'XMLHttpRequest' } },
    );
    if (answer.status !== 200) {
      throw new Error(`refresh answered ${answer.status}: ${answer.text}`);
    }
    await this.take(authResponseSchema.parse(JSON.parse(answer.text)));
  }

  private async take({ backstageIdentity, providerInfo }: AuthResponse) {
    this.token = backstageIdentity.token;
    this.accessToken = providerInfo.accessToken;
    const refreshToken = await this.session.cookie(
      `${this.portalUrl}/api/auth/${this.providerId}/refresh`,
      `${this.providerId}-refresh-token`,
    );
    const given = {
      'Backstage token': backstageIdentity.token,
      'access token': providerInfo.accessToken,
      'ID token': providerInfo.idToken,
      ...(refreshToken ? { 'refresh token': refreshToken } : {}),
    };
    for (const [name, value] of Object.entries(given)) {
      this.secrets.push({ name: `${name} of ${this.username}`, value });
    }
  }

  /** What the frontend holds: for what speaks to the portal, or to the API server, in a way of its own. */
  tokens(): { backstage: string; access: string } {
    return { backstage: this.token, access: this.accessToken };
  }

  /** The claims of the Backstage token. */
  claims(): Record<string, unknown> {
    return decodeJwt(this.token);
  }

  /** Calls the portal's API as this person. */
  async call(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
  ): Promise<PortalAnswer> {
    return callPortal(this.portalUrl, method, path, {
      body,
      headers: { authorization: `Bearer ${this.token}` },
    });
  }
}

/** Calls the portal's API, as whoever the headers say. */
export async function callPortal(
  portalUrl: string,
  method: 'GET' | 'POST',
  path: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<PortalAnswer> {
  const response = await fetch(`${portalUrl}${path}`, {
    method,
    headers: {
      ...options.headers,
      ...(options.body === undefined
        ? {}
        : { 'content-type': 'application/json' }),
    },
    body: options.body === undefined ? undefined : JSON.stringify(options.body),
    signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: parseJson(text) ?? text.slice(0, 300),
  };
}

/** Fills in the page's form as a person would: the text field and the password field that it has. */
async function submitLoginForm(
  session: HttpSession,
  page: Visit,
  user: DemoUser,
): Promise<Visit> {
  const form = parseHtml(page.text)
    .querySelectorAll('form')
    .find(each => each.querySelector('input[type=password]'));
  if (!form) {
    throw new Error(
      `${page.url} (status ${page.status}) is no login page: ${page.text.slice(0, 200)}`,
    );
  }
  const fields = new URLSearchParams();
  for (const input of form.querySelectorAll('input')) {
    const name = input.getAttribute('name');
    if (name && input.getAttribute('type') === 'hidden') {
      fields.set(name, input.getAttribute('value') ?? '');
    }
  }
  fields.set('username', user.username);
  fields.set('password', user.password);
  const action = form.getAttribute('action') ?? page.url;
  return session.visit(new URL(action, page.url).href, { form: fields });
}

/**
 * What the popup tells the portal's window. Backstage's page holds it in a script, as the argument of `decodeURIComponent`.
 */
function readFrame(frame: Visit): AuthResponse {
  const encoded = /decodeURIComponent\('([^']+)'\)/.exec(frame.text)?.[1];
  if (!encoded) {
    throw new Error(
      `the sign-in ended at ${frame.url.split('?')[0]} with ${frame.status}, which is not the portal's page: ${frame.text.slice(0, 300)}`,
    );
  }
  const message = frameMessageSchema.parse(
    JSON.parse(decodeURIComponent(encoded)),
  );
  if ('error' in message) {
    throw new Error(`the portal refused the sign-in: ${message.error.message}`);
  }
  return message.response;
}
