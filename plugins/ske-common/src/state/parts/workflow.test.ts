import { readWorkflow } from './workflow';

describe('readWorkflow', () => {
  it('reads the pipelines, the number of succeeded pipelines, and the current pipeline', () => {
    const suspended = {
      name: 'b',
      phase: 'Suspended',
      message: 'waits',
      nextRetryAt: '2026-01-01T00:00:10Z',
      attempts: 2,
      lastTransitionTime: '2026-01-01T00:00:00Z',
    };
    const status = {
      workflows: 3,
      kratix: {
        workflows: {
          lastSuccessfulConfigureWorkflowTime: '2025-01-01T00:00:00Z',
          pipelines: [
            { name: 'a', phase: 'Succeeded' },
            suspended,
            { name: 'c', phase: 'Pending' },
          ],
        },
      },
    };
    expect(readWorkflow(status)).toMatchObject({
      total: 3,
      succeeded: 1,
      current: { ...suspended, index: 2 },
      lastSuccess: '2025-01-01T00:00:00Z',
    });
  });

  it('reads the counts that versions of Kratix without phases write', () => {
    const status = {
      workflows: 2,
      workflowsSucceeded: 1,
      lastSuccessfulConfigureWorkflowTime: '2025-01-01T00:00:00Z',
    };
    expect(readWorkflow(status)).toEqual({
      pipelines: [],
      total: 2,
      succeeded: 1,
      lastSuccess: '2025-01-01T00:00:00Z',
    });
  });

  it('has no current pipeline when all have succeeded, or without a status', () => {
    const pipelines = [{ name: 'a', phase: 'Succeeded' }];
    const status = { kratix: { workflows: { pipelines } } };
    expect(readWorkflow(status).current).toBeUndefined();
    expect(readWorkflow(undefined)).toEqual({
      pipelines: [],
      total: 0,
      succeeded: 0,
    });
  });
});
