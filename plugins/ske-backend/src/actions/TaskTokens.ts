import { hkdfSync } from 'node:crypto';
import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { readExpiry } from '@kratix-portal/plugin-ske-node';
import { noIdentity } from '../errors';
import { GrantClient } from './GrantClient';
import { TaskEnds } from './TaskEnds';

/** The part of a scaffolder action's context that names the task and the user who started it. */
export interface TaskInitiator {
  logger: LoggerService;
  secrets?: { backstageToken?: string };
  task?: { id: string };
  getInitiatorCredentials?(): Promise<BackstageCredentials>;
}

interface TaskState {
  /** The Backstage token with which the task was started. If the task is retried, it has another token, which may belong to another user. */
  start: string;
  grant?: string;
  /** Whether this process asked for a grant and the auth backend did not give one. */
  isRefused?: boolean;
  /** The newest token that the grant was exchanged for. */
  token?: string;
  /** When the state is dropped, in milliseconds since 1970. */
  until: number;
}

/** A token with less time left is replaced, so that it does not expire during a call. */
const EARLY_MS = 60_000;
/** S18: a grant ends after this time. */
const LONGEST_MS = 12 * 60 * 60_000;

/**
 * The Backstage tokens of tasks.
 *
 * The scaffolder keeps one token for a task, which ends an hour after the task was started. In session mode the first action of a task takes a grant
 * while this token is valid, and later actions exchange the grant for another token of the same user (S18). The grant is released when the task has
 * ended.
 *
 * Grants are kept in memory only. If the scaffolder is configured to continue tasks of a process that has stopped, it stores the Backstage tokens of tasks in its
 * database. In this case the secret of a grant is derived from the token of the task, so that another process can derive the same secret, even after the token
 * has expired.
 */
export class TaskTokens {
  readonly #auth: AuthService;
  readonly #grants: GrantClient;
  readonly #providerId: string | undefined;
  readonly #furtherProviderIds: readonly string[];
  readonly #recoversTasks: boolean;
  readonly #now: () => number;
  readonly #ends: TaskEnds;
  readonly #tasks = new Map<string, TaskState>();

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    /** The sign-in provider of the cluster, if its users have sessions. Without it, tasks take no grants. */
    providerId: string | undefined;
    /** Further sign-in providers whose tokens the cluster accepts. Default: none. */
    furtherProviderIds?: readonly string[];
    /** Whether the scaffolder continues tasks of a process that has stopped. Default: false. */
    recoversTasks?: boolean;
    now?: () => number;
    /** How often the scaffolder is asked whether the tasks have ended. Default: once a minute. */
    pollMs?: number;
  }) {
    this.#auth = options.auth;
    this.#grants = new GrantClient(options);
    this.#providerId = options.providerId;
    this.#furtherProviderIds = options.furtherProviderIds ?? [];
    this.#recoversTasks = options.recoversTasks ?? false;
    this.#now = options.now ?? Date.now;
    this.#ends = new TaskEnds({
      ...options,
      intervalMs: options.pollMs,
      onEnd: taskId => this.#releaseEnded(taskId),
    });
  }

  /**
   * Returns a valid Backstage token of the user who started the task. If there is no valid token, it returns the expired token, which the `ske` backend
   * rejects.
   *
   * @throws SkeError, 401 `no-credentials`, if the task has no token; 401 `session-ended`, if its session has ended
   */
  async tokenOf(ctx: TaskInitiator): Promise<string> {
    const start = readStart(ctx);
    const token = await this.#read(ctx, start);
    const taskId = ctx.task?.id;
    if (this.#providerId === undefined || taskId === undefined) {
      return token;
    }
    const state = this.#stateOf(taskId, start);
    if (this.#isValid(token)) {
      if (state.grant === undefined) {
        state.grant = await this.#take(ctx, taskId, start);
        state.isRefused = state.grant === undefined;
      }
      if (state.grant !== undefined) {
        this.#ends.follow(taskId);
      }
      return token;
    }
    if (state.grant === undefined && this.#recoversTasks && !state.isRefused) {
      // The process that started the task may have taken this grant before.
      state.grant = secretOf(start, taskId);
      this.#ends.follow(taskId);
    }
    if (state.grant === undefined) {
      return token;
    }
    if (state.token === undefined || !this.#isValid(state.token)) {
      state.token = await this.#grants.exchange({ grant: state.grant, taskId });
    }
    return state.token;
  }

  /** If a task was retried, or was started by a plugin, the scaffolder gives it a token that only the catalog accepts, or a token that no plugin accepts. */
  async #read(ctx: TaskInitiator, start: string): Promise<string> {
    if (isOwn(start) || !this.#isValid(start)) {
      return start;
    }
    const initiator: (BackstageCredentials & { token?: unknown }) | undefined =
      await ctx.getInitiatorCredentials?.();
    if (typeof initiator?.token === 'string' && isOwn(initiator.token)) {
      return initiator.token;
    }
    // The replacement token has no claim `tok`. With a session this claim is not needed.
    if (!initiator || this.#providerId === undefined) {
      return start;
    }
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: initiator,
      targetPluginId: 'ske',
    });
    return token;
  }

  #stateOf(taskId: string, start: string): TaskState {
    const now = this.#now();
    for (const [id, { until }] of this.#tasks) {
      if (until <= now) {
        this.#tasks.delete(id);
      }
    }
    const known = this.#tasks.get(taskId);
    if (known?.start === start) {
      return known;
    }
    if (known) {
      void this.#release(taskId, known);
    }
    const state = { start, until: now + LONGEST_MS };
    this.#tasks.set(taskId, state);
    return state;
  }

  #isValid(token: string): boolean {
    const expiresAt = readExpiry(token);
    return expiresAt === undefined || expiresAt * 1000 - EARLY_MS > this.#now();
  }

  /** Logs that a task without a grant can act only until its Backstage token expires. */
  async #take(
    ctx: TaskInitiator,
    taskId: string,
    start: string,
  ): Promise<string | undefined> {
    const onBehalfOf = await ctx.getInitiatorCredentials?.();
    if (!onBehalfOf) {
      return undefined;
    }
    try {
      return await this.#grants.take(onBehalfOf, {
        taskId,
        provider: this.#providerId,
        ...(this.#furtherProviderIds.length > 0 && {
          furtherProviders: this.#furtherProviderIds,
        }),
        ...(this.#recoversTasks && { secret: secretOf(start, taskId) }),
      });
    } catch (error) {
      // In mode `auto` a user may have no session.
      if (!SkeError.is(error) || error.code !== 'no-credentials') {
        ctx.logger.warn(
          'The auth backend gave this task no grant, so it can act as you only until your Backstage token expires.',
        );
      }
      return undefined;
    }
  }

  async #releaseEnded(taskId: string): Promise<void> {
    const state = this.#tasks.get(taskId);
    this.#tasks.delete(taskId);
    await this.#release(taskId, state);
  }

  async #release(taskId: string, state: TaskState | undefined): Promise<void> {
    const grant = state?.grant;
    if (grant === undefined) {
      return;
    }
    try {
      await this.#grants.release({ grant, taskId });
    } catch {
      // The grant expires by itself, and no process has its secret any more.
    }
  }
}

/** S18: the secret of a grant that another process can derive again, if the scaffolder stores the token of a task in its database. */
function secretOf(token: string, taskId: string): string {
  const secret = hkdfSync('sha256', token, taskId, 'grant of a task', 32);
  return Buffer.from(secret).toString('base64url');
}

function readStart(ctx: TaskInitiator): string {
  const token = ctx.secrets?.backstageToken;
  if (!token) {
    throw noIdentity(
      'This task has no Backstage token of the user who started it',
      'Start the task from the portal, signed in with the OIDC provider of the platform cluster.',
    );
  }
  return token;
}

/** Whether a token comes from the user's own sign-in, so that every plugin accepts it. */
function isOwn(token: string): boolean {
  try {
    const [header] = token.split('.');
    const { typ } = JSON.parse(Buffer.from(header, 'base64url').toString());
    return (
      typ !== 'vnd.backstage.plugin' && typ !== 'vnd.backstage.limited-user'
    );
  } catch {
    return true;
  }
}
