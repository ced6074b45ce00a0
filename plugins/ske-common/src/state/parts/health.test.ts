import { readHealthOf } from './health';

describe('readHealthOf', () => {
  it('reads the state, with the time of the check and its details', () => {
    expect(
      readHealthOf({
        state: 'unhealthy',
        lastRun: 1795898341,
        details: { reason: 'disk full' },
      }),
    ).toEqual({
      state: 'unhealthy',
      tone: 'negative',
      reason: 'The resource is reported as unhealthy.',
      parts: [{ code: 'health-unhealthy', values: {} }],
      next: 'check-health',
      checkedAt: '2026-11-28T20:39:01.000Z',
      details: { reason: 'disk full' },
    });
  });

  it.each([
    [{ state: 'healthy' }, 'healthy', 'positive'],
    [{ state: 'ready' }, 'ready', 'positive'],
    [{ state: 'degraded' }, 'degraded', 'attention'],
    [{ state: 'toString' }, 'unknown', 'neutral'],
    [{ state: 7 }, 'unknown', 'neutral'],
    [undefined, 'unknown', 'neutral'],
  ])('reads %j', (data, state, tone) => {
    expect(readHealthOf(data)).toMatchObject({ state, tone });
  });

  it('leaves out a time that is not a date', () => {
    const data = { state: 'healthy', lastRun: 1e300 };
    expect(readHealthOf(data).checkedAt).toBeUndefined();
  });
});
