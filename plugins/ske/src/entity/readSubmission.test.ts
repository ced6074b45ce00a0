import type { Entity } from '@backstage/catalog-model';
import { hasOpenPullRequest, readSubmission } from './readSubmission';

const entityWith = (annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'one', annotations },
});

describe('F8: hasOpenPullRequest', () => {
  it.each([
    ['pending-review', true],
    ['pending-deletion', true],
    ['pending', false],
    ['ready', false],
    ['', false],
  ])('phase %j: %s', (phase, expected) => {
    expect(hasOpenPullRequest(entityWith({ 'kratix.io/phase': phase }))).toBe(
      expected,
    );
  });
});

describe('readSubmission', () => {
  it('reads the pull request that contains a change', () => {
    expect(
      readSubmission(
        entityWith({
          'kratix.io/phase': 'pending-review',
          'kratix.io/pull-request-url': 'https://git.example.com/pulls/7',
        }),
      ),
    ).toEqual({
      phase: 'pending-review',
      pullRequestUrl: 'https://git.example.com/pulls/7',
    });
  });

  it('treats an unknown phase of a waiting change as a pushed change', () => {
    expect(
      readSubmission(entityWith({ 'kratix.io/phase': 'pending' })),
    ).toEqual({ phase: 'pushed' });
  });

  it('P1: reads who recorded the request, and why the last attempt failed', () => {
    expect(
      readSubmission(
        entityWith({
          'kratix.io/phase': 'pending-creation',
          'kratix.io/promise-name': 'database',
          'kratix-portal.io/state': 'requested',
          'kratix-portal.io/requested-by': 'user:default/jane',
          'kratix-portal.io/requested-at': '2026-11-29T09:00:00Z',
          'kratix-portal.io/last-failure': 'Not allowed.',
        }),
      ),
    ).toEqual({
      phase: 'pushed',
      requestedBy: 'user:default/jane',
      requestedAt: '2026-11-29T09:00:00Z',
      failure: 'Not allowed.',
      promiseName: 'database',
    });
  });

  it('P2: reads that a request was never created, and does not count it as an open pull request', () => {
    const entity = entityWith({
      'kratix.io/promise-name': 'database',
      'kratix.io/pull-request-url': 'https://git.example.com/pulls/7',
      'kratix-portal.io/state': 'never-created',
    });
    expect(readSubmission(entity)).toEqual({
      phase: 'never-created',
      pullRequestUrl: 'https://git.example.com/pulls/7',
      promiseName: 'database',
    });
    expect(hasOpenPullRequest(entity)).toBe(false);
  });

  it('reads nothing from the entity of a resource that exists', () => {
    expect(
      readSubmission(entityWith({ 'kratix-portal.io/state': 'ready' })),
    ).toBeUndefined();
  });
});
