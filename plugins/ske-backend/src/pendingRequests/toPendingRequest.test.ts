import type { PendingRequestRow } from './PendingRequestStore';
import { toPendingRequest } from './toPendingRequest';

const MINUTE_MS = 60_000;
const requestedAt = Date.parse('2026-11-29T09:00:00.123Z');
const row: PendingRequestRow = {
  id: '1',
  cluster: 'platform',
  group: 'marketplace.kratix.io',
  version: 'v1alpha1',
  kind: 'redis',
  plural: 'redis',
  namespace: 'team-a',
  name: 'cache',
  promiseName: 'redis',
  requestedBy: 'user:default/jane',
  clusterUser: 'jane@example.com',
  taskId: 'task-1',
  labels: { team: 'a' },
  annotations: {},
  pullRequestUrl: undefined,
  requestsRepoUrl: undefined,
  existed: false,
  failure: undefined,
  requestedAt,
};
const config = {
  neverCreatedAfterMs: 90 * MINUTE_MS,
  neverMergedAfterMs: 24 * 60 * MINUTE_MS,
  keepNeverCreatedMs: MINUTE_MS,
  perUser: 1,
};
const after = (minutes: number, more: Partial<PendingRequestRow> = {}) => {
  const { state, reason } = toPendingRequest(
    { ...row, ...more },
    { now: requestedAt + minutes * MINUTE_MS, config },
  );
  return { state, reason };
};

describe('toPendingRequest', () => {
  it('returns only the fields that the entity shows, and neither the task nor the user name on the cluster', () => {
    expect(toPendingRequest(row, { now: requestedAt, config })).toEqual({
      id: '1',
      group: 'marketplace.kratix.io',
      version: 'v1alpha1',
      kind: 'redis',
      plural: 'redis',
      namespace: 'team-a',
      name: 'cache',
      requestedBy: 'user:default/jane',
      requestedAt: '2026-11-29T09:00:00.123Z',
      state: 'requested',
      reason: 'Submitted. The platform cluster does not have it yet.',
      existed: false,
      labels: { team: 'a' },
      annotations: {},
    });
  });

  it('reports after the configured time that the resource was never created', () => {
    expect(after(89).state).toBe('requested');
    expect(after(90)).toEqual({
      state: 'never-created',
      reason:
        'It was never created: it did not appear on the platform cluster within 90 minutes.',
    });
  });

  it('waits longer for a pull request', () => {
    const pullRequestUrl = 'https://git.example.com/1';
    expect(after(1_439, { pullRequestUrl })).toEqual({
      state: 'requested',
      reason: 'Waiting for approval of the pull request.',
    });
    expect(after(1_440, { pullRequestUrl })).toEqual({
      state: 'never-created',
      reason:
        'It was never created: its pull request did not bring it to the platform cluster within 1 day.',
    });
  });

  it('uses the failure as the reason, both before and after the configured time', () => {
    const failure = 'You may not create redis cache.';
    expect(after(0, { failure }).reason).toBe(
      'The last attempt to create it failed. You may not create redis cache.',
    );
    expect(after(90, { failure })).toEqual({
      state: 'never-created',
      reason:
        'It was never created: the last attempt failed. You may not create redis cache.',
    });
  });

  it('never says that a resource that existed was never created', () => {
    expect(after(100_000, { existed: true }).state).toBe('requested');
  });
});
