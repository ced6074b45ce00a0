import { mockServices } from '@backstage/backend-test-utils';
import type { PendingRequestRow } from './PendingRequestStore';
import { TaskFailures } from './TaskFailures';
import type { TaskResult } from './TaskResults';

const row = {
  id: '1',
  requestedAt: 1,
  requestedBy: 'user:default/jane',
  taskId: 'task-1',
  existed: false,
} as PendingRequestRow;

function setUp(result: () => Promise<TaskResult>) {
  const marked: string[] = [];
  const asked: string[] = [];
  let now = 0;
  const failures = new TaskFailures({
    store: {
      markTaskFailed: async ({ id }, failure) => {
        marked.push(`${id}: ${failure}`);
      },
    },
    results: {
      read: async (taskId, user) => {
        asked.push(`${taskId} of ${user}`);
        return result();
      },
    },
    logger: mockServices.logger.mock(),
    now: () => now,
  });
  const wait = (ms: number) => {
    now += ms;
  };
  return { failures, marked, asked, wait };
}

const failed = async (): Promise<TaskResult> => ({
  type: 'failed',
  failure: 'It failed.',
});

describe('B8: TaskFailures', () => {
  it('asks the scaffolder once about a failed task, and stores the failure', async () => {
    const { failures, marked, asked } = setUp(failed);

    await failures.note([row]);
    await failures.note([row]);

    expect(marked).toEqual(['1: It failed.']);
    expect(asked).toEqual(['task-1 of user:default/jane']);
  });

  it('asks the scaffolder again while the task runs, and when a request is recorded again', async () => {
    const { failures, asked } = setUp(async () => ({ type: 'running' }));
    await failures.note([row]);
    await failures.note([row]);
    expect(asked).toHaveLength(2);

    const over = setUp(async () => ({ type: 'over' }));
    await over.failures.note([row]);
    await over.failures.note([{ ...row, requestedAt: 2 }]);
    expect(over.asked).toHaveLength(2);
    expect(over.marked).toEqual([]);
  });

  it.each([
    [
      'whose failure is already stored',
      { failure: 'The cluster rejected it.' },
    ],
    ['in a pull request', { pullRequestUrl: 'https://git.example.com/1' }],
    ['whose resource exists', { existed: true }],
    ['without a task', { taskId: undefined }],
  ])('does not ask the scaffolder about a request %s', async (_, more) => {
    const { failures, asked } = setUp(failed);

    await failures.note([{ ...row, ...more }]);

    expect(asked).toEqual([]);
  });

  it('sends no request for a minute after the scaffolder could not be reached', async () => {
    const { failures, asked, wait } = setUp(async () => {
      throw new Error('no scaffolder');
    });

    await failures.note([row]);
    await failures.note([row]);
    expect(asked).toHaveLength(1);
    wait(60_000);
    await failures.note([row]);
    expect(asked).toHaveLength(2);
  });

  it('asks the scaffolder about at most twenty tasks at a time', async () => {
    const { failures, asked } = setUp(failed);
    const rows = Array.from({ length: 30 }, (_, index) => ({
      ...row,
      id: String(index),
    }));

    await failures.note(rows);
    expect(asked).toHaveLength(20);
    await failures.note(rows);
    expect(asked).toHaveLength(30);
  });
});
