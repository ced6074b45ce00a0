import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { DemoUser } from '../users/DemoUser';
import { HttpSession, type Visit } from './HttpSession';
import { submitLoginForm, submitLogoutForm } from './submitForm';
import { parseJson } from '../json/parseJson';

const TIMEOUT_MILLISECONDS = 60_000;

const authResponseSchema = z.object({
  backstageIdentity: z.object({ token: z.string() }),
  // In session mode the portal returns no token of the provider.
  providerInfo: z.object({
    accessToken: z.string(),
    idToken: z.string().optional(),
  }),
});

const logoutSchema = z.object({ logoutUrl: z.string() });

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

/** A response of the portal. */
export interface PortalResponse {
  status: number;
  body: unknown;
}

/** A secret with a name for messages. */
export interface Secret {
  name: string;
  value: string;
}

interface SignInOptions {
  portalUrl: string;
  publicUrl?: string;
  providerId: string;
  user: DemoUser;
}

/** A user who has signed in to the portal, with the tokens that the portal's frontend would have. */
export class PortalUser {
  /** All tokens that this user has received; in session mode the last one is the handle of the session. */
  readonly secrets: Secret[] = [];
  readonly #portalUrl: string;
  readonly #providerId: string;
  readonly #username: string;
  readonly #session: HttpSession;
  #token = '';
  #accessToken = '';

  private constructor(
    { portalUrl, providerId, user }: SignInOptions,
    session: HttpSession,
  ) {
    this.#portalUrl = portalUrl;
    this.#providerId = providerId;
    this.#username = user.username;
    this.#session = session;
  }

  /** Signs in over HTTP, on the provider's login page. When the provider redirects to `publicUrl`, the request goes to `portalUrl`. */
  static async signIn(options: SignInOptions): Promise<PortalUser> {
    const { portalUrl, publicUrl, providerId, user } = options;
    const session = new HttpSession(
      publicUrl ? { [publicUrl]: portalUrl } : {},
    );
    const page = await session.visit(startUrl(portalUrl, providerId));
    const frame = await submitLoginForm({ session, page, user });
    const person = new PortalUser(options, session);
    await person.#keep(readFrame(frame));
    return person;
  }

  /** Signs in again in the same browser, while the provider's own session continues and asks for no password. */
  async signInAgain(): Promise<void> {
    const frame = await this.#session.visit(
      startUrl(this.#portalUrl, this.#providerId),
    );
    await this.#keep(readFrame(frame));
  }

  /** Refreshes the tokens, as the frontend does before they expire. */
  async refresh(): Promise<void> {
    const text = await this.#auth('refresh');
    await this.#keep(authResponseSchema.parse(JSON.parse(text)));
  }

  /** Refreshes the tokens several times at once, as the tabs of a browser do when the machine wakes up. All requests send the same cookie. */
  async refreshInTabs(tabs: number): Promise<void> {
    await Promise.all(Array.from({ length: tabs }, () => this.refresh()));
  }

  /**
   * Signs out in another tab.
   *
   * @returns the URL that ends the provider's own session, if the portal returns one
   */
  async signOut(): Promise<string | undefined> {
    const text = await this.#auth('logout', new URLSearchParams());
    return logoutSchema.safeParse(parseJson(text)).data?.logoutUrl;
  }

  /** Calls a route of the auth backend, as the frontend does. */
  async #auth(route: string, form?: URLSearchParams): Promise<string> {
    const { status, text } = await this.#session.visit(
      `${this.#portalUrl}/api/auth/${this.#providerId}/${route}?env=development`,
      { form, headers: { 'x-requested-with': 'XMLHttpRequest' } },
    );
    if (status !== 200) {
      throw new Error(`the ${route} returned status ${status}: ${text}`);
    }
    return text;
  }

  /** Ends the provider's own session on its logout page, as this portal or another application does. */
  async endProviderSession(logoutUrl: string): Promise<void> {
    const within = new URL(logoutUrl).origin;
    const page = await this.#session.visit(logoutUrl, { within });
    await submitLogoutForm({ session: this.#session, page, within });
  }

  /** Whether the provider asks for a password at the next sign-in. */
  async needsPassword(): Promise<boolean> {
    const { text } = await this.#session.visit(
      startUrl(this.#portalUrl, this.#providerId),
    );
    return text.includes('type="password"');
  }

  async #keep({ backstageIdentity, providerInfo }: AuthResponse) {
    this.#token = backstageIdentity.token;
    this.#accessToken = providerInfo.accessToken;
    const refreshToken = await this.#session.cookie(
      `${this.#portalUrl}/api/auth/${this.#providerId}/refresh`,
      `${this.#providerId}-refresh-token`,
    );
    const received = {
      'Backstage token': backstageIdentity.token,
      ...(providerInfo.accessToken && {
        'access token': providerInfo.accessToken,
      }),
      ...(providerInfo.idToken && { 'ID token': providerInfo.idToken }),
      ...(refreshToken ? { 'refresh token': refreshToken } : {}),
    };
    for (const [name, value] of Object.entries(received)) {
      this.secrets.push({ name: `${name} of ${this.#username}`, value });
    }
  }

  /** The current tokens, for requests that `call` does not support. */
  tokens(): { backstage: string; access: string } {
    return { backstage: this.#token, access: this.#accessToken };
  }

  /** Calls the portal's API with another Backstage token of this user. */
  withBackstageToken(token: string): Pick<PortalUser, 'call'> {
    return {
      call: (method, path, body) =>
        callPortal(this.#portalUrl, method, path, {
          body,
          headers: { authorization: `Bearer ${token}` },
        }),
    };
  }

  /** The claims of the Backstage token. */
  claims(): Record<string, unknown> {
    return decodeJwt(this.#token);
  }

  /** Sends a request to the portal's API as this user. */
  async call(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
  ): Promise<PortalResponse> {
    return this.withBackstageToken(this.#token).call(method, path, body);
  }
}

function startUrl(portalUrl: string, providerId: string): string {
  return `${portalUrl}/api/auth/${providerId}/start?env=development&scope=${encodeURIComponent('openid profile email')}`;
}

/** Sends a request to the portal's API with the given headers. */
export async function callPortal(
  portalUrl: string,
  method: 'GET' | 'POST',
  path: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<PortalResponse> {
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

/** Reads the message that the popup posts to the portal's window. Backstage's page has it in a script, as the argument of `decodeURIComponent`. */
function readFrame(frame: Visit): AuthResponse {
  const encoded = /decodeURIComponent\('([^']+)'\)/.exec(frame.text)?.[1];
  if (!encoded) {
    throw new Error(
      `the sign-in ended at ${frame.url.split('?')[0]} with status ${frame.status}, which is not the portal's page: ${frame.text.slice(0, 300)}`,
    );
  }
  const message = frameMessageSchema.parse(
    JSON.parse(decodeURIComponent(encoded)),
  );
  if ('error' in message) {
    throw new Error(
      `the portal rejected the sign-in: ${message.error.message}`,
    );
  }
  return message.response;
}
