import { readHealthRecord } from './health';

describe('readHealthRecord', () => {
  it('reads the state from the top level of the object, with the time of the check and its details', () => {
    expect(
      readHealthRecord({
        data: {
          state: 'unhealthy',
          lastRun: 1795898341,
          details: { reason: 'disk full' },
        },
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
    expect(readHealthRecord({ data })).toMatchObject({ state, tone });
  });

  it('leaves out a time that is not a date', () => {
    const record = { data: { state: 'healthy', lastRun: 1e300 } };
    expect(readHealthRecord(record).checkedAt).toBeUndefined();
  });
});
