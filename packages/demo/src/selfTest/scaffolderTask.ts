import { z } from 'zod';
import { type PortalUser, until } from '@kratix-portal/test-cluster';

const createdSchema = z.object({ id: z.string() });
const taskSchema = z.object({ status: z.string() });
const eventsSchema = z.array(
  z.object({
    type: z.string(),
    body: z.object({ message: z.string().optional() }).loose(),
  }),
);

/** An ended scaffolder task. */
export interface EndedTask {
  status: string;
  /** The messages on the task's page. */
  log: string;
}

/** Waits until the catalog has the template, some seconds after the start. */
export async function waitForTemplate(
  user: PortalUser,
  template: string,
): Promise<void> {
  await until(`the template ${template} in the catalog`, async () => {
    const { status, body } = await user.call(
      'GET',
      `/api/catalog/entities/by-name/template/default/${template}`,
    );
    if (status !== 200 && status !== 404) {
      throw new Error(
        `the catalog returned status ${status} for template ${template}: ${JSON.stringify(body)}`,
      );
    }
    return status === 200;
  });
}

/** Runs a template as the portal's form does, and waits for its end. */
export async function runTemplate(
  user: PortalUser,
  template: string,
  values: Record<string, unknown>,
): Promise<EndedTask> {
  return readTask(user, await startTask(user, template, values));
}

/** Starts a template as the portal's form does. */
export async function startTask(
  user: Pick<PortalUser, 'call'>,
  template: string,
  values: Record<string, unknown>,
): Promise<string> {
  const created = await user.call('POST', '/api/scaffolder/v2/tasks', {
    templateRef: `template:default/${template}`,
    values,
  });
  if (created.status !== 201) {
    throw new Error(
      `the scaffolder returned status ${created.status}: ${JSON.stringify(created.body)}`,
    );
  }
  return createdSchema.parse(created.body).id;
}

/** Waits for the end of a task. */
export async function readTask(
  user: PortalUser,
  id: string,
  { limitSeconds = 60 } = {},
): Promise<EndedTask> {
  const path = `/api/scaffolder/v2/tasks/${id}`;
  const status = await until(
    `the end of task ${id}`,
    async () => {
      const task = taskSchema.parse((await user.call('GET', path)).body);
      return !['open', 'processing'].includes(task.status) && task.status;
    },
    { limitSeconds, pollMilliseconds: 300 },
  );
  return { status, log: await readTaskLog(user, id) };
}

/** The messages that the page of a task has now. */
export async function readTaskLog(
  user: PortalUser,
  id: string,
): Promise<string> {
  const events = await user.call(
    'GET',
    `/api/scaffolder/v2/tasks/${id}/events`,
  );
  return eventsSchema
    .parse(events.body)
    .map(event => event.body.message ?? '')
    .join('\n');
}
