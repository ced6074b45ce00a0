import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { cleanText } from '@kratix-portal/plugin-ske-common';
import { z } from 'zod';

const TIMEOUT_MS = 10_000;
const LONGEST_NAME = 100;

const taskSchema = z.object({
  status: z.string(),
  createdBy: z.string().optional(),
  spec: z.object({
    steps: z.array(
      z.object({
        id: z.string(),
        name: z.string().optional(),
        action: z.string(),
      }),
    ),
  }),
});

const eventsSchema = z.array(
  z.object({
    body: z.object({
      stepId: z.string().optional(),
      status: z.string().optional(),
    }),
  }),
);

type Task = z.infer<typeof taskSchema>;

/** The result of a task, with only the facts that its record needs. */
export type TaskResult =
  | { type: 'running' }
  /** The task has failed. The reason is a text for users. */
  | { type: 'failed'; failure: string }
  /** The task has succeeded, or it is not a task of the user. */
  | { type: 'over' };

/**
 * Asks the scaffolder how a task ended, as the `ske` plugin itself.
 *
 * The reason contains the name of the step that failed, and no text of the task. All users of the catalog see the entity of a record, but only users who may read
 * tasks may see the log of a task.
 */
export class TaskResults {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  constructor(options: { auth: AuthService; discovery: DiscoveryService }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /**
   * Reads the result of a task. The user has sent the id of the task, so a task of another user is treated as if it did not exist.
   *
   * @throws Error if the scaffolder cannot be asked
   */
  async read(taskId: string, user: string): Promise<TaskResult> {
    const path = `/v2/tasks/${encodeURIComponent(taskId)}`;
    const found = await this.#get(path);
    const task = found === undefined ? undefined : taskSchema.parse(found);
    if (task?.createdBy !== user) {
      return { type: 'over' };
    }
    switch (task.status) {
      case 'open':
      case 'processing':
        return { type: 'running' };
      case 'cancelled':
        return {
          type: 'failed',
          failure: 'The scaffolder task was cancelled.',
        };
      case 'failed': {
        const events = eventsSchema.parse(await this.#get(`${path}/events`));
        const failed = events.filter(({ body }) => body.status === 'failed');
        const failure = describeFailure(task, failed.at(-1)?.body.stepId);
        return { type: 'failed', failure };
      }
      default:
        return { type: 'over' };
    }
  }

  /** The response, or undefined if the task does not exist. */
  async #get(path: string): Promise<unknown> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'scaffolder',
    });
    const response = await fetch(
      `${await this.#discovery.getBaseUrl('scaffolder')}${path}`,
      {
        headers: { authorization: `Bearer ${token}` },
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
    );
    if (response.status === 404) {
      return undefined;
    }
    if (!response.ok) {
      throw new Error(`The scaffolder responded with ${response.status}`);
    }
    return response.json();
  }
}

function describeFailure(task: Task, stepId: string | undefined): string {
  const step = task.spec.steps.find(({ id }) => id === stepId);
  if (!step) {
    return 'The scaffolder task failed. Its log says why.';
  }
  const name = cleanText(step.name ?? step.id).slice(0, LONGEST_NAME);
  const action = cleanText(step.action).slice(0, LONGEST_NAME);
  return `The scaffolder task failed in the step "${name}" (${action}). Its log says why.`;
}
