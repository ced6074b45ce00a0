import type { KubernetesObject } from '../../live';
import { isControllerSilent } from './isControllerSilent';

const SINCE = '2026-11-29T10:00:00Z';
const after = (seconds: number) => Date.parse(SINCE) + seconds * 1_000;

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
  it('is true when nothing was written for a minute', () => {
    const old = object('2026-11-29T09:30:00Z');
    expect(isControllerSilent(old, [], after(59))).toBe(false);
    expect(isControllerSilent(old, [], after(60))).toBe(true);
    expect(isControllerSilent(old, undefined, after(60))).toBe(true);
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

  it('is false where the object does not tell who wrote it', () => {
    expect(isControllerSilent(object(), [], after(600))).toBe(false);
  });
});
