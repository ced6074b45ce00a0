import type { PipelineRun } from '@kratix-portal/plugin-ske-common';
import { arrangeRuns, runToOpen } from './arrangeRuns';

const run = (
  job: string,
  pipeline: string,
  state: PipelineRun['state'] = 'succeeded',
): PipelineRun => ({
  job,
  pipeline,
  state,
  uid: job,
  namespace: 'team-a',
  workflow: 'resource',
  action: 'configure',
  createdAt: '2026-11-29T10:00:00Z',
  failedPods: 0,
  pods: [],
  podsGone: false,
});

describe('arrangeRuns', () => {
  it('shows the latest run of each pipeline in the order in which they ran', () => {
    const { current, earlier } = arrangeRuns([
      run('b2', 'b'),
      run('a2', 'a'),
      run('b1', 'b'),
      run('a1', 'a'),
    ]);
    expect(current.map(({ job }) => job)).toEqual(['a2', 'b2']);
    expect(earlier.map(({ job }) => job)).toEqual(['b1', 'a1']);
  });
});

describe('runToOpen', () => {
  it.each([
    ['the failed run', [run('b', 'b', 'failed'), run('a', 'a')], 'b'],
    ['the running run', [run('b', 'b', 'running'), run('a', 'a')], 'b'],
    ['no run that has succeeded', [run('a', 'a')], undefined],
    [
      'no failed run if a later run of its pipeline succeeded',
      [run('a2', 'a'), run('a1', 'a', 'failed')],
      undefined,
    ],
  ])('opens %s', (_, runs, expected) => {
    expect(runToOpen(arrangeRuns(runs))?.job).toBe(expected);
  });
});
