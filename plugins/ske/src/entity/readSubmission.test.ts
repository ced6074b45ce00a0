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
  it('reads the pull request of a change', () => {
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

  it('takes another phase that waits for one that was pushed', () => {
    expect(
      readSubmission(entityWith({ 'kratix.io/phase': 'pending' })),
    ).toEqual({ phase: 'pushed' });
  });
});
