import { pod, run } from './__testUtils__/runs';
import { secondsInStep, withLongWait } from './longWait';
import { readResourceState } from './resourceState';

const START = '2026-11-29T10:00:00Z';
const at = (minutes: number) => new Date(Date.parse(START) + minutes * 60_000);

/** A request whose pipeline runs since 10:00. */
const running = {
  metadata: { generation: 2, creationTimestamp: '2026-11-01T10:00:00Z' },
  status: {
    kratix: {
      workflows: {
        pipelines: [
          { name: 'deploy', phase: 'Running', lastTransitionTime: START },
        ],
      },
    },
  },
};

describe('withLongWait', () => {
  const state = readResourceState(running);

  it('does not change the state in the first ten minutes of a step', () => {
    expect(withLongWait(state, running, at(9))).toBe(state);
  });

  it('sets the tone to attention after ten minutes in one step', () => {
    const long = withLongWait(state, running, at(10));

    expect(long).toMatchObject({ state: 'in-progress', tone: 'attention' });
    expect(long.reason).toBe(
      'The pipeline deploy is running. This step has lasted for more than 10 minutes.',
    );
    expect(long).not.toHaveProperty('next');
  });

  it.each([
    ['has no Job', [], / No Job of it is running\. /],
    [
      'has only earlier runs',
      [run({ state: 'succeeded' })],
      / No Job of it is running\. /,
    ],
    ['has a Job without a Pod', [run()], / Its Job job-1 has no Pod\. /],
    [
      'runs',
      [run({ pods: [pod([])] })],
      /^The pipeline deploy is running\. This step/,
    ],
  ])('says what is missing if the pipeline %s', (_, runs, reason) => {
    expect(withLongWait(state, running, at(10), runs).reason).toMatch(reason);
    expect(withLongWait(state, running, at(9), runs)).toBe(state);
  });

  it('does not change a state that already has an explanation', () => {
    const explained = { ...state, tone: 'attention' as const };

    expect(withLongWait(explained, running, at(60))).toBe(explained);
  });

  it.each(['ready', 'failed', 'paused', 'not-picked-up'])(
    'does not change the state of a request that is %s',
    word => {
      const other = { ...state, state: word, tone: 'progress' as const };

      expect(withLongWait(other, running, at(60))).toBe(other);
    },
  );
});

describe('secondsInStep', () => {
  const preparing = { state: 'in-progress' };

  it('counts from the creation if the request was never changed', () => {
    const metadata = { generation: 1, creationTimestamp: START };

    expect(secondsInStep(preparing, { metadata }, at(1))).toBe(60);
  });

  it('returns undefined if the request was changed at an unknown time', () => {
    const metadata = { generation: 2, creationTimestamp: START };

    expect(secondsInStep(preparing, { metadata }, at(1))).toBeUndefined();
  });
});
