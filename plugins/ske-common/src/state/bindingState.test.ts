import { condition } from './__testUtils__/statuses';
import { readBindingState } from './bindingState';

const binding = (version: string, status: object) =>
  readBindingState({
    metadata: { creationTimestamp: '2026-01-01T00:00:00Z' },
    spec: { version },
    status,
  });
const inProgress = [
  condition('UpgradeSucceeded', 'Unknown', 'UpgradeInProgress'),
];

describe('readBindingState', () => {
  it.each<[string, ReturnType<typeof binding>, object]>([
    [
      'of a first run',
      binding('latest', {}),
      {
        state: 'pending',
        reason: 'No version has been applied yet.',
        since: '2026-01-01T00:00:00Z',
      },
    ],
    [
      'whose first run failed',
      binding('latest', {
        failedVersion: 'v1',
        conditions: [
          condition('UpgradeSucceeded', 'False', 'UpgradeFailed', 'A failure'),
        ],
      }),
      {
        state: 'failed',
        reason: 'The first run, with the version v1, has failed. A failure.',
        next: 'fix-pipeline',
      },
    ],
    [
      'of a Promise without a version, whose first run failed',
      binding('latest', {
        failedVersion: 'not-set',
        conditions: [
          condition('UpgradeSucceeded', 'False', 'UpgradeFailed', 'A failure'),
        ],
      }),
      { state: 'failed', reason: 'A pipeline has failed. A failure.' },
    ],
    [
      'that follows the latest version',
      binding('latest', { lastAppliedVersion: 'v1' }),
      {
        state: 'applied',
        tone: 'positive',
        reason: 'The request follows the latest version and is at v1.',
      },
    ],
    [
      'of a Promise without a version',
      binding('latest', { lastAppliedVersion: 'not-set' }),
      {
        state: 'applied',
        reason: 'The request is applied. Its Promise has no version.',
      },
    ],
    [
      'with a version of its own',
      binding('v1', { lastAppliedVersion: 'v1' }),
      { state: 'applied', reason: 'The request is at the version v1.' },
    ],
    [
      'whose upgrade has not started, because the version may not exist',
      binding('v9', { lastAppliedVersion: 'v1', conditions: inProgress }),
      {
        state: 'in-progress',
        next: 'check-version',
        reason:
          'The request is to be upgraded from v1 to v9. If it does not start, check that the version exists.',
      },
    ],
    [
      'that is upgraded to the latest version',
      binding('latest', { lastAppliedVersion: 'v1', conditions: inProgress }),
      {
        state: 'in-progress',
        next: 'wait',
        reason: 'The request is to be upgraded from v1 to the latest version.',
      },
    ],
    [
      'that went back to the applied version, while its pipelines run',
      binding('v1', { lastAppliedVersion: 'v1', conditions: inProgress }),
      {
        state: 'in-progress',
        reason: 'Kratix runs the pipelines again with the version v1.',
      },
    ],
    [
      'whose upgrade failed',
      binding('v2', {
        lastAppliedVersion: 'v1',
        failedVersion: 'v2',
        conditions: [
          condition('UpgradeSucceeded', 'False', 'UpgradeFailed', 'A failure'),
        ],
      }),
      {
        state: 'failed',
        tone: 'negative',
        decidedBy: { condition: 'UpgradeSucceeded' },
        reason:
          'The upgrade from v1 to v2 has failed. The applied version is still v1. A failure.',
      },
    ],
    [
      'whose run with the applied version failed',
      binding('latest', {
        lastAppliedVersion: 'v1',
        failedVersion: 'v1',
        conditions: [
          condition('UpgradeSucceeded', 'False', 'UpgradeFailed', 'A failure'),
        ],
      }),
      {
        state: 'failed',
        reason: 'A run with the version v1 has failed. A failure.',
      },
    ],
    [
      'that follows the latest version, while the applied version runs again after a failure',
      binding('latest', {
        lastAppliedVersion: 'v1',
        conditions: [
          condition(
            'UpgradeSucceeded',
            'Unknown',
            'UpgradeInProgress',
            'Upgrade to version v1 is in progress',
          ),
        ],
      }),
      {
        state: 'in-progress',
        reason: 'Kratix runs the pipelines again with the version v1.',
      },
    ],
    [
      'that is being deleted',
      readBindingState({
        metadata: { deletionTimestamp: '2026-01-02T00:00:00Z' },
      }),
      { state: 'deleting', since: '2026-01-02T00:00:00Z' },
    ],
  ])('reads a ResourceBinding %s', (_, actual, expected) => {
    expect(actual).toMatchObject(expected);
  });
});
