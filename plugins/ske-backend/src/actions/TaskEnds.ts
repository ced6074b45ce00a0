import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';

/** How often the scaffolder is asked while tasks have a grant. */
const INTERVAL_MS = 60_000;
const TIMEOUT_MS = 10_000;
/** The states of the scaffolder's API after which no action of a task runs. */
const ENDED: readonly unknown[] = [
  'completed',
  'failed',
  'cancelled',
  'skipped',
];

/** Detects when scaffolder tasks end. The scaffolder does not notify its actions, so this class polls the scaffolder's API as long as there are tasks to follow. */
export class TaskEnds {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #onEnd: (taskId: string) => Promise<void>;
  readonly #intervalMs: number;
  readonly #tasks = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    onEnd(taskId: string): Promise<void>;
    intervalMs?: number;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#onEnd = options.onEnd;
    this.#intervalMs = options.intervalMs ?? INTERVAL_MS;
  }

  /** Calls `onEnd` once after the task has ended. */
  follow(taskId: string): void {
    this.#tasks.add(taskId);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#timer || this.#tasks.size === 0) {
      return;
    }
    this.#timer = setTimeout(async () => {
      await this.#askForAll();
      this.#timer = undefined;
      this.#schedule();
    }, this.#intervalMs);
    // A process that stops does not wait for tasks.
    this.#timer.unref();
  }

  async #askForAll(): Promise<void> {
    for (const taskId of this.#tasks) {
      // If the scaffolder does not respond, the next poll asks again.
      if (await this.#hasEnded(taskId).catch(() => false)) {
        this.#tasks.delete(taskId);
        await this.#onEnd(taskId);
      }
    }
  }

  async #hasEnded(taskId: string): Promise<boolean> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'scaffolder',
    });
    const url = await this.#discovery.getBaseUrl('scaffolder');
    const response = await fetch(
      `${url}/v2/tasks/${encodeURIComponent(taskId)}`,
      {
        headers: { authorization: `Bearer ${token}` },
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
    );
    if (!response.ok) {
      await response.body?.cancel();
      return response.status === 404;
    }
    const { status } = (await response.json()) as { status?: unknown };
    return ENDED.includes(status);
  }
}
