import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { TaskResults } from './TaskResults';

const jane = 'user:default/jane';

describe('B8: TaskResults', () => {
  let scaffolder: Server;
  let results: TaskResults;
  /** The response for each path. */
  let answers: Record<string, object>;
  let authorization: string | undefined;

  beforeAll(async () => {
    scaffolder = createServer((request, response) => {
      authorization = request.headers.authorization;
      const answer = answers[request.url ?? ''];
      response.writeHead(answer ? 200 : 404);
      response.end(JSON.stringify(answer ?? {}));
    });
    await new Promise<void>(done => scaffolder.listen(0, '127.0.0.1', done));
    const { port } = scaffolder.address() as AddressInfo;
    results = new TaskResults({
      auth: mockServices.auth({ pluginId: 'ske' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}`,
      }),
    });
  });
  afterAll(() => scaffolder.close());

  const task = (more: object) => ({
    '/v2/tasks/t%2F1': {
      createdBy: jane,
      spec: {
        parameters: { password: 'hunter2' },
        steps: [
          { id: 'record', name: 'Record', action: 'ske:record-request' },
          { id: 'publish', name: 'Publish', action: 'publish:git' },
        ],
      },
      ...more,
    },
  });

  it('returns the name of the step that failed, and no text of the task', async () => {
    answers = {
      ...task({ status: 'failed' }),
      '/v2/tasks/t%2F1/events': [
        { type: 'log', body: { stepId: 'record', status: 'completed' } },
        {
          type: 'log',
          body: { stepId: 'publish', status: 'failed', message: 'hunter2' },
        },
        { type: 'completion', body: { message: 'hunter2' } },
      ],
    };

    expect(await results.read('t/1', jane)).toEqual({
      type: 'failed',
      failure:
        'The scaffolder task failed in the step "Publish" (publish:git). Its log says why.',
    });
    expect(authorization).toMatch(/^Bearer .*ske/);
  });

  it('returns a failure for a task that failed although none of its steps failed', async () => {
    answers = {
      ...task({ status: 'failed' }),
      '/v2/tasks/t%2F1/events': [{ type: 'completion', body: {} }],
    };

    expect(await results.read('t/1', jane)).toEqual({
      type: 'failed',
      failure: 'The scaffolder task failed. Its log says why.',
    });
  });

  it.each([
    ['open', 'running'],
    ['processing', 'running'],
    ['completed', 'over'],
    ['cancelled', 'failed'],
  ])('reads a task that is %s as %s', async (status, type) => {
    answers = task({ status });

    expect(await results.read('t/1', jane)).toMatchObject({ type });
  });

  it('returns nothing about the task of another user, or about a task that does not exist', async () => {
    answers = task({ status: 'failed' });
    expect(await results.read('t/1', 'user:default/joe')).toEqual({
      type: 'over',
    });
    answers = {};
    expect(await results.read('t/1', jane)).toEqual({ type: 'over' });
  });

  it('fails if the response does not come from a scaffolder', async () => {
    answers = { '/v2/tasks/t%2F1': { items: [] } };

    await expect(results.read('t/1', jane)).rejects.toThrow();
  });
});
