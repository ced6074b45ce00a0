import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { internalRoutes } from '@kratix-portal/plugin-ske-node';

const TIMEOUT_MS = 45_000;

/** The routes of the auth backend for grants of tasks (S18). They throw a SkeError. */
export class GrantClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** Takes a grant on behalf of the user. */
  async take(
    onBehalfOf: BackstageCredentials,
    task: {
      taskId: string;
      provider?: string;
      furtherProviders?: readonly string[];
      secret?: string;
    },
  ): Promise<string> {
    const { grant } = await this.#post<{ grant: string }>(
      internalRoutes.takeGrant,
      onBehalfOf,
      task,
    );
    return grant;
  }

  /** Returns a Backstage token of the user of the grant. */
  async exchange(task: { grant: string; taskId: string }): Promise<string> {
    const { token } = await this.#post<{ token: string }>(
      internalRoutes.exchangeGrant,
      await this.#auth.getOwnServiceCredentials(),
      task,
    );
    return token;
  }

  /** Ends the grant. */
  async release(task: { grant: string; taskId: string }): Promise<void> {
    await this.#post(
      internalRoutes.releaseGrant,
      await this.#auth.getOwnServiceCredentials(),
      task,
    );
  }

  async #post<T>(
    path: string,
    onBehalfOf: BackstageCredentials,
    body: object,
  ): Promise<T> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf,
      targetPluginId: 'auth',
    });
    const response = await fetch(
      `${await this.#discovery.getBaseUrl('auth')}${path}`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
    ).catch(() => undefined);
    const answer: unknown = await response?.json().catch(() => undefined);
    if (!response?.ok) {
      throw toSkeError(answer);
    }
    return answer as T;
  }
}

function toSkeError(answer: unknown): SkeError {
  const { code, message } = ((answer as { error?: unknown } | undefined)
    ?.error ?? {}) as { code?: unknown; message?: unknown };
  if (
    (code === 'session-ended' ||
      code === 'no-credentials' ||
      code === 'idp-unavailable') &&
    typeof message === 'string'
  ) {
    return new SkeError({
      code,
      message,
      hint: 'Sign in to the portal and start the task again.',
    });
  }
  return new SkeError({
    code: 'idp-unavailable',
    message:
      'The auth backend did not give this task a Backstage token of the user who started it.',
    hint: 'Start the task again in a moment.',
  });
}
