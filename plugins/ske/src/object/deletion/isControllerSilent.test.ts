import type { KubernetesObject } from '../../live';
import { isControllerSilent } from './isControllerSilent';

const SINCE = '2026-11-29T10:00:00Z';
const at = (seconds: number) => Date.parse(SINCE) + seconds * 1_000;
/** The page was open when the deletion was requested, and its clock is right. */
const after = (seconds: number) => ({ now: at(seconds), seenSince: at(0) });

const object = (writtenAt?: string): KubernetesObject => ({
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  metadata: {
    name: 'orders',
    uid: '1',
    deletionTimestamp: SINCE,
    ...(writtenAt && {
      managedFields: [
        { manager: 'manager', time: '2026-11-29T09:00:00Z' },
        { manager: 'manager', time: writtenAt },
      ],
    }),
  },
});
const run = (createdAt: string) => ({
  job: 'job',
  namespace: 'team-a',
  pipeline: 'remove',
  uid: 'job-uid',
  workflow: 'resource' as const,
  failedPods: 0,
  action: 'delete' as const,
  state: 'running' as const,
  createdAt,
  pods: [],
  podsGone: false,
});

describe('isControllerSilent', () => {
  it('is true when no controller has written the object for a minute', () => {
    const old = object('2026-11-29T09:30:00Z');
    expect(isControllerSilent(old, [], after(59))).toBe(false);
    expect(isControllerSilent(old, [], after(60))).toBe(true);
    expect(isControllerSilent(old, undefined, after(60))).toBe(true);
  });

  it.each([-3_600, -240, 0, 120, 3_600])(
    'counts from when the page first saw the deletion, if the clock of the browser is %d seconds fast',
    fast => {
      const old = object('2026-11-29T09:30:00Z');
      const watched = (seconds: number) => ({
        now: at(fast + seconds),
        seenSince: at(fast),
      });
      // Beyond the tolerance, a deletion looks old if the clock is fast.
      expect(isControllerSilent(old, [], watched(5))).toBe(fast >= 360);
      expect(isControllerSilent(old, [], watched(60))).toBe(true);
    },
  );

  it('is true at once on a page that is opened long after the deletion was requested', () => {
    const old = object('2026-11-29T09:30:00Z');
    const opened = (seconds: number) => ({
      now: at(seconds),
      seenSince: at(seconds),
    });
    expect(isControllerSilent(old, [], opened(90))).toBe(false);
    expect(isControllerSilent(old, [], opened(359))).toBe(false);
    expect(isControllerSilent(old, [], opened(360))).toBe(true);
  });

  it('is false when a controller has written since', () => {
    const written = object('2026-11-29T10:00:02Z');
    expect(isControllerSilent(written, [], after(600))).toBe(false);
  });

  it('is false when a delete pipeline has run since', () => {
    const old = object('2026-11-29T09:30:00Z');
    const runs = [run('2026-11-29T10:00:01Z')];
    expect(isControllerSilent(old, runs, after(600))).toBe(false);
  });

  it('is false if the object has no managed fields', () => {
    expect(isControllerSilent(object(), [], after(600))).toBe(false);
  });
});
