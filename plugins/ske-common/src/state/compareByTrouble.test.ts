import { compareByTrouble } from './compareByTrouble';
import type { StateTone } from './parts/StateWithReason';

const row = (state: string, tone: StateTone = 'neutral', since?: string) => ({
  state,
  tone,
  since,
});

describe('compareByTrouble', () => {
  it('sorts the worst state first', () => {
    const sorted = [
      row('failed'),
      row('unhealthy'),
      row('deleting', 'negative'),
      row('degraded'),
      row('in-progress', 'attention'),
      row('not-picked-up'),
      row('in-progress', 'progress'),
      row('deleting', 'progress'),
      row('paused'),
      row('ready'),
      row('of a later version'),
    ];
    expect([...sorted].reverse().sort(compareByTrouble)).toEqual(sorted);
  });

  it('sorts equally bad states by time, the latest first and the states without a time last', () => {
    const sorted = [
      row('failed', 'negative', '2026-01-02T00:00:00Z'),
      row('failed', 'negative', '2026-01-01T00:00:00Z'),
      row('failed', 'negative'),
    ];
    expect([...sorted].reverse().sort(compareByTrouble)).toEqual(sorted);
  });
});
