import { run } from './__testUtils__/runs';
import { condition, pipelines } from './__testUtils__/statuses';
import { readDeletion, type DeletionOptions } from './deletion';
import { describeReason } from './parts/sentences';
import type { ObservedObject } from './parts/StateWithReason';

const since = '2026-01-01T00:00:00Z';
const read = (
  metadata: ObservedObject['metadata'],
  status: unknown = {},
  options: DeletionOptions & { spec?: unknown } = {},
) =>
  readDeletion(
    {
      metadata: { deletionTimestamp: since, ...metadata },
      spec: options.spec,
      status,
    },
    options,
  );
const stepsOf = (deletion: ReturnType<typeof read>) =>
  deletion?.steps.map(({ code, state }) => `${code} ${state}`);
const all = [
  'kratix.io/delete-workflows',
  'kratix.io/work-cleanup',
  'kratix.io/workflows-cleanup',
  'kratix.io/resource-binding-cleanup',
];
const failedStatus = {
  conditions: [
    {
      ...condition('DeleteWorkflowCompleted', 'False', 'DeleteWorkflowFailed'),
      lastTransitionTime: '2026-01-01T00:00:10Z',
    },
  ],
  ...pipelines('Running'),
};
const startedAgain = {
  ...failedStatus,
  kratix: {
    workflows: {
      pipelines: [
        {
          name: 'p0',
          phase: 'Running',
          lastTransitionTime: '2026-01-01T00:00:20Z',
        },
      ],
    },
  },
};

describe('readDeletion', () => {
  it('returns nothing for an object that is not being deleted', () => {
    expect(readDeletion({ metadata: {} })).toBeUndefined();
  });

  it.each([
    ['is not finished', [run()], /waits until the run of the pipeline p0/],
    ['has ended', [run({ state: 'failed' })], /delete pipeline has to succeed/],
    [
      'was followed by the delete pipeline',
      [run({ action: 'delete' }), run()],
      /delete pipeline has to succeed/,
    ],
  ])(
    'names the run that Kratix waits for, if a run before the deletion %s',
    (_, runs, reason) => {
      const deletion = read({ finalizers: all }, {}, { runs });
      expect(describeReason(deletion?.parts ?? [])).toMatch(reason);
    },
  );

  it('lists the finalizers of a request in the order of Kratix, and finalizers of other controllers last', () => {
    const finalizers = ['example.com/keep', all[3], all[2], all[1]];
    const deletion = read({ finalizers });
    expect(deletion).toMatchObject({
      since,
      tone: 'progress',
      next: 'wait',
      parts: [{ code: 'deletion-works' }],
    });
    expect(deletion?.blockedBy).toBeUndefined();
    expect(stepsOf(deletion)).toEqual([
      'delete-workflows done',
      'works now',
      'jobs waiting',
      'binding waiting',
      'foreign-finalizer waiting',
    ]);
  });

  it('names the finalizer of another controller when Kratix has removed its own finalizers', () => {
    const deletion = read({ finalizers: ['example.com/keep'] });
    expect(deletion).toMatchObject({
      blockedBy: 'foreign-finalizer',
      tone: 'attention',
      next: 'check-finalizer',
      parts: [
        {
          code: 'deletion-foreign-finalizer',
          values: { finalizer: 'example.com/keep' },
        },
      ],
    });
    expect(stepsOf(deletion)?.at(-1)).toBe('foreign-finalizer now');
  });

  it.each<[string, ReturnType<typeof read>, object]>([
    [
      'while the object is paused',
      read({ finalizers: all, labels: { 'kratix.io/paused': 'true' } }),
      { blockedBy: 'paused', next: 'resume' },
    ],
    [
      'while its Promise is paused',
      read({ finalizers: all }, {}, { isPromisePaused: true }),
      { blockedBy: 'promise-paused', next: 'resume-promise' },
    ],
    [
      'while its delete pipeline is suspended',
      read(
        {
          finalizers: all,
          labels: { 'kratix.io/workflow-suspended': 'true' },
        },
        pipelines('Suspended'),
      ),
      { blockedBy: 'delete-pipeline-suspended', next: 'resume' },
    ],
    [
      'after its delete pipeline has failed',
      read({ finalizers: all }, failedStatus),
      {
        blockedBy: 'delete-pipeline-failed',
        tone: 'negative',
        next: 'fix-pipeline',
      },
    ],
    [
      'after its delete pipeline was started again, with unknown runs',
      read({ finalizers: all }, startedAgain),
      { blockedBy: 'delete-pipeline-failed', tone: 'attention' },
    ],
    [
      'after its delete pipeline was started again and has failed again',
      read({ finalizers: all }, startedAgain, {
        runs: [run({ action: 'delete', state: 'failed' })],
      }),
      { blockedBy: 'delete-pipeline-failed', tone: 'negative' },
    ],
  ])('says why the deletion does not continue %s', (_, actual, expected) => {
    expect(actual).toMatchObject(expected);
  });

  it('does not report the deletion as blocked if the delete pipeline is running again', () => {
    const deletion = read({ finalizers: all }, startedAgain, {
      runs: [
        run({ action: 'delete', state: 'running' }),
        run({ action: 'delete', state: 'failed' }),
      ],
    });
    expect(deletion).toMatchObject({ tone: 'progress', next: 'wait' });
    expect(deletion?.blockedBy).toBeUndefined();
  });

  it.each([
    ['has succeeded', run({ action: 'delete', state: 'succeeded' })],
    [
      'was started again and its new Job does not exist yet',
      run({
        action: 'delete',
        state: 'failed',
        finishedAt: '2026-01-01T00:00:15Z',
      }),
    ],
  ])(
    'does not report the deletion as blocked if its delete pipeline %s',
    (_, latest) => {
      const deletion = read({ finalizers: all }, startedAgain, {
        runs: [latest],
      });
      expect(deletion).toMatchObject({ tone: 'progress', next: 'wait' });
    },
  );

  it('does not mention the failure of the delete pipeline once the finalizer is gone', () => {
    expect(read({ finalizers: [all[1]] }, failedStatus)).toMatchObject({
      tone: 'progress',
      parts: [{ code: 'deletion-works' }],
    });
  });

  const promiseFinalizers = [
    'kratix.io/revision-cleanup',
    'kratix.io/resource-request-cleanup',
    'kratix.io/api-crd-cleanup',
  ];

  it('lists the steps that the spec of a Promise needs, requests before revisions', () => {
    const spec = { api: { kind: 'CustomResourceDefinition' } };
    const deletion = read(
      { finalizers: promiseFinalizers },
      {},
      { isPromise: true, spec },
    );
    expect(stepsOf(deletion)).toEqual([
      'jobs done',
      'requests now',
      'revisions waiting',
      'permissions done',
      'dependencies done',
      'api waiting',
    ]);
  });

  it('leaves out the steps that a Promise without an API does not have', () => {
    const finalizers = ['kratix.io/dependencies-cleanup'];
    const deletion = read({ finalizers }, {}, { isPromise: true, spec: {} });
    expect(stepsOf(deletion)).toEqual([
      'jobs done',
      'revisions done',
      'dependencies now',
    ]);
  });

  it('leaves out the steps that depend on the spec of a Promise if the spec is not known', () => {
    const deletion = read(
      { finalizers: promiseFinalizers },
      {},
      { isPromise: true },
    );
    expect(stepsOf(deletion)).toEqual([
      'requests now',
      'revisions waiting',
      'api waiting',
    ]);
  });
});
