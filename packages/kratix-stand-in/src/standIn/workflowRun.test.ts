import { Job } from './kratixObjects';
import { Pipeline } from './pipelines';
import { workflowProgress } from './workflowRun';

const pipelines: Pipeline[] = ['first', 'second'].map(name => ({
  metadata: { name },
  spec: { containers: [{ name: 'c', image: 'i' }] },
}));

function job(
  pipeline: string,
  condition?: 'Complete' | 'Failed',
  labels: Record<string, string> = {},
): Job {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: pipeline,
      creationTimestamp: '2026-01-01T00:00:00Z',
      labels: {
        'kratix.io/workflow-action': 'configure',
        'kratix.io/pipeline-name': pipeline,
        'kratix.io/hash': 'now',
        ...labels,
      },
    },
    spec: { template: { spec: {} } },
    status: {
      conditions: condition ? [{ type: condition, status: 'True' }] : [],
    },
  };
}

function progress(jobs: Job[], phases: Array<'Pending' | 'Succeeded'> = []) {
  return workflowProgress({
    pipelines,
    jobs,
    action: 'configure',
    hash: 'now',
    phases: phases.map((phase, index) => ({
      name: pipelines[index].metadata.name,
      phase,
    })),
  });
}

describe('workflowProgress', () => {
  const outdated = job('first', 'Complete', { 'kratix.io/hash': 'before' });
  const superseded = job('first', 'Complete', {
    'demo.kratix-portal.io/superseded': 'true',
  });
  const deletion = job('first', 'Complete', {
    'kratix.io/workflow-action': 'delete',
  });

  it.each([
    ['nothing has run', [], [], { state: 'needs-job', index: 0 }],
    ['the Job is at work', [job('first')], [], { state: 'running', index: 0 }],
    [
      'a Job has ended and the status does not say so',
      [job('first', 'Complete')],
      ['Pending' as const],
      { state: 'succeeded', index: 0 },
    ],
    [
      'the next one is due',
      [job('first', 'Complete')],
      ['Succeeded' as const],
      { state: 'needs-job', index: 1 },
    ],
    [
      'one has failed',
      [job('first', 'Failed')],
      [],
      { state: 'failed', index: 0 },
    ],
    [
      'all are done',
      [job('first', 'Complete'), job('second', 'Complete')],
      ['Succeeded' as const, 'Succeeded' as const],
      { state: 'done' },
    ],
    ['the spec has changed', [outdated], [], { state: 'outdated' }],
    ['it is to run anew', [superseded], [], { state: 'needs-job', index: 0 }],
    ['only a deletion ran', [deletion], [], { state: 'needs-job', index: 0 }],
  ])('%s', (_when, jobs, phases, expected) => {
    expect(progress(jobs, phases)).toMatchObject(expected);
  });
});
