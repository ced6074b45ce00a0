import { until } from './skeClientFor';
import type { SkeBackend } from './startSkeBackend';

/** A scaffolder task that has ended. */
export interface EndedTask {
  status: string;
  /** The text that the task's page shows. */
  log: string;
  /** The status of each step. */
  steps: Record<string, string>;
}

/** Runs a Template like the portal's page does, until the task ends. */
export async function runTemplate(options: {
  backend: SkeBackend;
  token: string;
  templateRef: string;
  values: object;
}): Promise<EndedTask> {
  const { backend, token, templateRef, values } = options;
  const created = await backend.request({
    method: 'POST',
    path: '/api/scaffolder/v2/tasks',
    token,
    body: { templateRef, values },
  });
  if (created.status !== 201) {
    throw new Error(
      `The scaffolder responded with ${created.status}: ${created.text}`,
    );
  }
  const path = `/api/scaffolder/v2/tasks/${created.body.id}`;
  const { body } = await until(
    () => backend.request({ path, token }),
    task => !['open', 'processing'].includes(task.body.status),
  );
  const events: {
    body: { message?: string; stepId?: string; status?: string };
  }[] = JSON.parse(
    (await backend.request({ path: `${path}/events`, token })).text,
  );
  const steps: EndedTask['steps'] = {};
  for (const { stepId, status } of events.map(event => event.body)) {
    if (stepId !== undefined && status !== undefined) {
      steps[stepId] = status;
    }
  }
  return {
    status: body.status,
    log: events.map(event => event.body.message ?? '').join('\n'),
    steps,
  };
}
