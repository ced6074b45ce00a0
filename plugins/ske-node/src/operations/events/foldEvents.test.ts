import type { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { foldEvents } from './foldEvents';

/** An Event of Kratix through core/v1, where the older fields are null. */
const ofCore = {
  metadata: { creationTimestamp: '2026-11-24T00:06:57Z' },
  reason: 'ConfigureWorkflowFailed',
  message: 'A resource/configure Pipeline has failed: instance-configure',
  source: {},
  firstTimestamp: null,
  lastTimestamp: null,
  type: 'Warning',
  eventTime: '2026-11-24T00:06:57.957006Z',
  series: { count: 2, lastObservedTime: '2026-11-24T00:06:57.997644Z' },
  reportingComponent: 'ResourceRequestController',
};
/** The same Event through events.k8s.io/v1. */
const ofEvents = {
  metadata: { creationTimestamp: '2026-11-24T00:06:57Z' },
  reason: 'ConfigureWorkflowFailed',
  note: 'A resource/configure Pipeline has failed: instance-configure',
  deprecatedSource: {},
  deprecatedFirstTimestamp: null,
  deprecatedLastTimestamp: null,
  type: 'Warning',
  eventTime: '2026-11-24T00:06:57.957006Z',
  series: { count: 2, lastObservedTime: '2026-11-24T00:06:57.997644Z' },
  reportingController: 'ResourceRequestController',
};
/** An Event of the Job controller. */
const classic = {
  metadata: { creationTimestamp: '2026-11-24T00:00:00Z' },
  reason: 'SuccessfulCreate',
  message: 'Created pod: a',
  source: { component: 'job-controller' },
  firstTimestamp: '2026-11-24T00:00:00Z',
  lastTimestamp: '2026-11-24T01:00:00Z',
  count: 3,
  type: 'Normal',
  eventTime: null,
  reportingComponent: 'job-controller',
};

describe('foldEvents', () => {
  it('reads equal Events from both APIs', () => {
    const expected = {
      type: 'Warning',
      reason: 'ConfigureWorkflowFailed',
      message: 'A resource/configure Pipeline has failed: instance-configure',
      count: 2,
      firstSeen: '2026-11-24T00:06:57.957006Z',
      lastSeen: '2026-11-24T00:06:57.997644Z',
      reportedBy: 'ResourceRequestController',
    };
    expect(foldEvents([ofCore])).toEqual([expected]);
    expect(foldEvents([ofEvents])).toEqual([expected]);
  });

  it('reads the older fields, from either API', () => {
    const expected = {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: 'Created pod: a',
      count: 3,
      firstSeen: '2026-11-24T00:00:00Z',
      lastSeen: '2026-11-24T01:00:00Z',
      reportedBy: 'job-controller',
    };
    const { source, firstTimestamp, lastTimestamp, count, message, ...rest } =
      classic;
    expect(foldEvents([classic])).toEqual([expected]);
    expect(
      foldEvents([
        {
          ...rest,
          note: message,
          deprecatedSource: source,
          deprecatedFirstTimestamp: firstTimestamp,
          deprecatedLastTimestamp: lastTimestamp,
          deprecatedCount: count,
          reportingComponent: '',
        },
      ]),
    ).toEqual([expected]);
  });

  it('merges equal Events and sorts the latest first', () => {
    const later = {
      ...ofCore,
      eventTime: '2026-11-24T02:00:00.000001Z',
      series: null,
    };
    expect(foldEvents([ofCore, classic, later])).toMatchObject([
      {
        reason: 'ConfigureWorkflowFailed',
        count: 3,
        firstSeen: '2026-11-24T00:06:57.957006Z',
        lastSeen: '2026-11-24T02:00:00.000001Z',
      },
      { reason: 'SuccessfulCreate' },
    ]);
  });

  it('S41: cleans the texts of Events', () => {
    const [{ message }] = foldEvents([
      { ...ofCore, message: `a\u202eb\u0007${'c'.repeat(5000)}` },
    ]);
    expect(message).toMatch(/^a\ufffdb\ufffdc+…$/);
    expect(message.length).toBeLessThanOrEqual(1024);
  });

  it('S43: keeps every Event and sorts the latest first, for generated input', () => {
    const item = fc.record(
      {
        type: fc.constantFrom('Normal', 'Warning', 7, null),
        reason: fc.constantFrom('A', 'B', {}, null),
        message: fc.constantFrom('a', 'b', [], null),
        count: fc.constantFrom(1, 5, -1, 'x', null),
        eventTime: fc.oneof(
          fc.date({ noInvalidDate: true }).map(date => date.toISOString()),
          fc.constantFrom('nonsense', null, 3),
        ),
        series: fc.constantFrom(null, 'x', { count: 2 }, { count: 'y' }),
        metadata: fc.constantFrom(null, {}, { creationTimestamp: 3 }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.array(item), items => {
        const events = foldEvents(items as JsonObject[]);
        const times = events.map(({ lastSeen }) => Date.parse(lastSeen) || 0);
        expect(times).toEqual([...times].sort((a, b) => b - a));
        const total = events.reduce((sum, { count }) => sum + count, 0);
        expect(total).toBeGreaterThanOrEqual(items.length);
      }),
    );
  });
});
