import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { internalRoutes, readExpiry } from '@kratix-portal/plugin-ske-node';
import { TaskEnds } from './TaskEnds';

/** The part of a scaffolder action's context that names the task and the user who started it. */
export interface TaskInitiator {
  logger: LoggerService;
  secrets?: { backstageToken?: string };
  task?: { id: string };
  getInitiatorCredentials?(): Promise<BackstageCredentials>;
}

interface TaskState {
  grant?: string;
  /** The newest token that the grant was exchanged for. */
  token?: string;
  /** When the state is dropped, in milliseconds since 1970. */
  until: number;
}

/** A token with less time left is replaced, so that it does not expire during a call. */
const EARLY_MS = 60_000;
/** S18: a grant ends after this time. */
const LONGEST_MS = 12 * 60 * 60_000;
const TIMEOUT_MS = 45_000;

/**
 * The Backstage tokens of tasks.
 *
 * The scaffolder keeps one token for a task, which ends an hour after the task was started. In session mode the first action of a task takes a grant while
 * this token is valid, and later actions exchange it for another token of the same user (S18). The grant is released when the task has ended. Grants are
 * kept in memory only, so a task that continues in another process has the scaffolder's token.
 */
export class TaskTokens {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #providerId: string | undefined;
  readonly #now: () => number;
  readonly #ends: TaskEnds;
  readonly #tasks = new Map<string, TaskState>();

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    /** The sign-in provider of the cluster, if its users have sessions. Absent: tasks take no grants. */
    providerId: string | undefined;
    now?: () => number;
    /** How often the scaffolder is asked whether the tasks have ended. Default: once a minute. */
    pollMs?: number;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#providerId = options.providerId;
    this.#now = options.now ?? Date.now;
    this.#ends = new TaskEnds({
      ...options,
      intervalMs: options.pollMs,
      onEnd: taskId => this.#release(taskId),
    });
  }

  /**
   * Returns a valid Backstage token of the user who started the task. Where there is none, it returns the expired one, which the `ske` backend rejects.
   *
   * @throws SkeError, 401 `no-credentials`, if the task has no token; 401 `session-ended`, if its session has ended
   */
  async tokenOf(ctx: TaskInitiator): Promise<string> {
    const token = readToken(ctx);
    const taskId = ctx.task?.id;
    if (this.#providerId === undefined || taskId === undefined) {
      return token;
    }
    const state = this.#stateOf(taskId);
    if (this.#isValid(token)) {
      if (state.grant === undefined) {
        state.grant = await this.#take(ctx, taskId);
        if (state.grant !== undefined) {
          this.#ends.follow(taskId);
        }
      }
      return token;
    }
    if (state.grant === undefined) {
      return token;
    }
    if (state.token === undefined || !this.#isValid(state.token)) {
      state.token = await this.#exchange(state.grant, taskId);
    }
    return state.token;
  }

  #stateOf(taskId: string): TaskState {
    const now = this.#now();
    for (const [id, { until }] of this.#tasks) {
      if (until <= now) {
        this.#tasks.delete(id);
      }
    }
    const state = this.#tasks.get(taskId) ?? { until: now + LONGEST_MS };
    this.#tasks.set(taskId, state);
    return state;
  }

  #isValid(token: string): boolean {
    const expiresAt = readExpiry(token);
    return expiresAt === undefined || expiresAt * 1000 - EARLY_MS > this.#now();
  }

  /** A task without a grant is limited by its Backstage token, and may end before that. */
  async #take(ctx: TaskInitiator, taskId: string): Promise<string | undefined> {
    const onBehalfOf = await ctx.getInitiatorCredentials?.();
    if (!onBehalfOf) {
      return undefined;
    }
    try {
      const { grant } = await this.#post<{ grant: string }>(
        internalRoutes.takeGrant,
        onBehalfOf,
        { taskId, provider: this.#providerId },
      );
      return grant;
    } catch (error) {
      // A user of mode `auto` may have no session.
      if (!SkeError.is(error) || error.code !== 'no-credentials') {
        ctx.logger.warn(
          'The auth backend gave this task no grant, so it can act as you only until your Backstage token expires.',
        );
      }
      return undefined;
    }
  }

  async #exchange(grant: string, taskId: string): Promise<string> {
    const { token } = await this.#post<{ token: string }>(
      internalRoutes.exchangeGrant,
      await this.#auth.getOwnServiceCredentials(),
      { grant, taskId },
    );
    return token;
  }

  async #release(taskId: string): Promise<void> {
    const grant = this.#tasks.get(taskId)?.grant;
    this.#tasks.delete(taskId);
    if (grant === undefined) {
      return;
    }
    try {
      await this.#post(
        internalRoutes.releaseGrant,
        await this.#auth.getOwnServiceCredentials(),
        { grant, taskId },
      );
    } catch {
      // The grant expires by itself, and no process has its secret any more.
    }
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

function readToken(ctx: TaskInitiator): string {
  const token = ctx.secrets?.backstageToken;
  if (!token) {
    throw new SkeError({
      code: 'no-credentials',
      message:
        'This task has no Backstage token of the user who started it, so there is no identity to act with on the platform cluster.',
      hint: 'Start the task from the portal, signed in with the OIDC provider of the platform cluster.',
    });
  }
  return token;
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
