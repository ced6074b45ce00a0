import { isWatchOfPipelinePods, toPipelinePodChange } from './pipelinePods';

const pods = { apiVersion: 'v1', kind: 'Pod' };
const promise = 'kratix.io/promise-name=redis';

describe('isWatchOfPipelinePods', () => {
  it.each([
    promise,
    `${promise},kratix.io/resource-name=cache`,
    `${promise},!kratix.io/resource-name`,
  ])('S20: accepts the label selector %s', labelSelector => {
    expect(isWatchOfPipelinePods({ ...pods, labelSelector })).toBe(true);
  });

  it.each([
    undefined,
    '',
    'kratix.io/promise-name',
    'kratix.io/promise-name=',
    '!kratix.io/promise-name',
    'kratix.io/promise-name!=redis',
    'kratix.io/promise-name in (redis)',
    'kratix.io/promise-name=redis in',
    'kratixxio/promise-name=redis',
    `app=web,${promise}`,
    `app notin (x,${promise})`,
    `app notin (x\n${promise})`,
  ])('S20: does not accept the label selector %j', labelSelector => {
    expect(isWatchOfPipelinePods({ ...pods, labelSelector })).toBe(false);
  });

  it.each([
    { apiVersion: 'v1', kind: 'Secret' },
    { apiVersion: 'v1', kind: 'Node' },
    { apiVersion: 'apps/v1', kind: 'Pod' },
  ])('S20: does not accept %j', kind => {
    expect(isWatchOfPipelinePods({ ...kind, labelSelector: promise })).toBe(
      false,
    );
  });
});

describe('toPipelinePodChange', () => {
  it('S20: leaves out everything that can hold credentials', () => {
    const metadata = {
      name: 'run-1',
      namespace: 'team-a',
      uid: 'u-1',
      resourceVersion: '7',
      creationTimestamp: '2026-11-29T10:00:00Z',
    };
    const labels = {
      'kratix.io/promise-name': 'redis',
      'kratix.io/resource-name': 'cache',
    };
    expect(
      toPipelinePodChange({
        ...pods,
        metadata: {
          ...metadata,
          labels: { ...labels, 'example.com/token': 'hunter2' },
          annotations: { 'example.com/config': 'hunter2' },
          managedFields: [{ manager: 'hunter2' }],
        },
        spec: { containers: [{ env: [{ name: 'A', value: 'hunter2' }] }] },
        status: { message: 'hunter2' },
      }),
    ).toEqual({ ...pods, metadata: { ...metadata, labels } });
  });
});
