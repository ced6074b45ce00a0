import type { DeletionStep } from '@kratix-portal/plugin-ske-common';
import { noteSteps } from './noteSteps';

const SINCE = '2026-11-29T10:00:00Z';
const start = Date.parse(SINCE);

const steps = (...states: DeletionStep['state'][]) =>
  states.map((state, index) => ({ finalizer: `${index}`, state }));

describe('noteSteps', () => {
  it('returns when the first step began', () => {
    const times = noteSteps(undefined, steps('now', 'waiting'), SINCE, start);
    expect([...times.values()]).toEqual([
      { state: 'now', from: start },
      { state: 'waiting' },
    ]);
  });

  it('does not return when a step began if that was before the page was opened', () => {
    const times = noteSteps(undefined, steps('done', 'now'), SINCE, start);
    expect([...times.values()]).toEqual([{ state: 'done' }, { state: 'now' }]);
  });

  it('records when one step ends and the next step begins', () => {
    const first = noteSteps(undefined, steps('now', 'waiting'), SINCE, start);
    const second = noteSteps(first, steps('done', 'now'), SINCE, start + 5_000);
    const third = noteSteps(
      second,
      steps('done', 'done'),
      SINCE,
      start + 9_000,
    );
    expect([...third.values()]).toEqual([
      { state: 'done', from: start, to: start + 5_000 },
      { state: 'done', from: start + 5_000, to: start + 9_000 },
    ]);
  });

  it('returns the same times while nothing changes', () => {
    const first = noteSteps(undefined, steps('now'), SINCE, start);
    expect(noteSteps(first, steps('now'), SINCE, start + 1_000)).toBe(first);
  });
});
