import { Job } from './kratixObjects';
import { Pipeline } from './pipelines';
import { resourceTypes } from '../kubernetes/resourceTypes';
import { runConfigure } from './workflow';
import { WorkflowState } from './WorkflowState';

const pipelines: Pipeline[] = ['first', 'second'].map(name => ({
  metadata: { name },
  spec: { containers: [{ name: 'c', image: 'i' }] },
}));

function job(
  pipeline: string,
  condition?: 'Complete' | 'Failed',
  labels: Record<string, string> = {},
  created = '1',
): Job {
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: pipeline,
      annotations: { 'demo.kratix-portal.io/created': created },
      labels: {
        'kratix.io/workflow-action': 'configure',
        'kratix.io/pipeline-name': pipeline,
        'kratix.io/hash': 'now',
        ...labels,
      },
    },
    spec: { template: { spec: {} } },
    status: {
      active: condition ? 0 : 1,
      conditions: condition ? [{ type: condition, status: 'True' }] : [],
    },
  };
}

function state(
  jobs: Job[],
  phases: Array<'Pending' | 'Running' | 'Suspended' | 'Succeeded' | 'Failed'>,
): WorkflowState {
  return {
    kind: 'resource',
    now: new Date(0),
    object: {
      apiVersion: 'example.com/v1',
      kind: 'Db',
      metadata: { name: 'db', namespace: 'default' },
      status: {
        kratix: {
          workflows: {
            pipelines: pipelines.map(({ metadata }, index) => ({
              name: metadata.name,
              phase: phases[index] ?? 'Pending',
            })),
          },
        },
      },
    },
    type: resourceTypes.promise,
    promiseName: 'dbs',
    promiseSpec: {},
    pipelines: { configure: pipelines, delete: [] },
    namespace: 'default',
    jobs,
    works: [],
    hash: 'now',
    recheckMilliseconds: 1,
  };
}

describe('runConfigure', () => {
  const outdated = job('first', 'Complete', { 'kratix.io/hash': 'before' });
  const deletion = job('first', 'Complete', {
    'kratix.io/workflow-action': 'delete',
  });
  const first = job('first', 'Complete');

  it.each([
    ['nothing has run', [], [], 'starts first'],
    ['the spec has changed', [outdated], ['Succeeded'], 'starts first'],
    ['only a delete pipeline ran', [deletion], [], 'starts first'],
    ['a Job has a pod', [job('first')], [], 'reports'],
    ['a running Job is reported', [job('first')], ['Running'], 'waits'],
    ['a Job has succeeded', [first], ['Running'], 'reports'],
    ['a success is reported', [first], ['Succeeded'], 'starts second'],
    ['a Job has failed', [job('first', 'Failed')], ['Running'], 'reports'],
    [
      'a suspended pipeline is released',
      [first],
      ['Suspended'],
      'starts first',
    ],
    [
      'the newest Job is that of the first pipeline, which runs again',
      [job('second', 'Complete'), job('first', undefined, {}, '2')],
      ['Running', 'Succeeded'],
      'waits',
    ],
    [
      'all have succeeded',
      [first, job('second', 'Complete', {}, '2')],
      ['Succeeded', 'Succeeded'],
      'is done',
    ],
  ] as const)(
    'chooses the next step when %s',
    (_when, jobs, phases, expected) => {
      const step = runConfigure(state([...jobs], [...phases]));

      const [event] = step?.events ?? [];
      const started = /^Configure Pipeline started: (.*)/.exec(
        event?.note ?? '',
      );
      let does = step?.writes?.length ? 'reports' : 'waits';
      if (!step) {
        does = 'is done';
      } else if (started && step.writes!.length > 1) {
        does = `starts ${started[1]}`;
      }
      expect(does).toBe(expected);
    },
  );
});
