import { describeState } from './describeState';

const running = (minutesAgo: number) => ({
  metadata: {
    name: 'orders',
    generation: 1,
    creationTimestamp: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
  },
  status: {
    observedGeneration: 1,
    conditions: [
      {
        type: 'Reconciled',
        status: 'Unknown',
        reason: 'WorkflowRunning',
        lastTransitionTime: new Date(
          Date.now() - minutesAgo * 60_000,
        ).toISOString(),
      },
    ],
    kratix: {
      workflows: { pipelines: [{ name: 'configure', phase: 'Running' }] },
    },
  },
});
const reasonOf = (...args: Parameters<typeof describeState>) =>
  JSON.stringify(describeState(...args).fromCluster.reason);

describe('describeState', () => {
  it('says that a step takes long, and that no Job is running, as the page does', () => {
    expect(reasonOf(running(1), undefined, [])).not.toMatch(/No Job|minutes/);
    expect(reasonOf(running(11), undefined, [])).toMatch(/No Job/);
  });

  it('claims nothing about Jobs that the user may not list', () => {
    const reason = reasonOf(running(11));
    expect(reason).toMatch(/10 minutes/);
    expect(reason).not.toMatch(/No Job/);
  });
});
