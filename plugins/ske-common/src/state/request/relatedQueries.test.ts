import {
  bindingQuery,
  isBindingOf,
  isWorkOf,
  worksQueries,
} from './relatedQueries';

const ref = { namespace: 'team-a', name: 'orders' };

describe('bindingQuery', () => {
  it('selects by the labels of Kratix, in the namespace of the request', () => {
    expect(bindingQuery({ ref, promise: 'database' })).toEqual({
      apiVersion: 'platform.kratix.io/v1alpha1',
      kind: 'ResourceBinding',
      namespace: 'team-a',
      labelSelector:
        'kratix.io/promise-name=database,kratix.io/resource-name=orders',
    });
  });
});

describe('isBindingOf', () => {
  it.each([
    [true, 'orders'],
    [false, 'other'],
  ])('%s for a binding of %s', (expected, name) => {
    expect(isBindingOf({ spec: { resourceRef: { name } } }, ref)).toBe(
      expected,
    );
  });
});

describe('worksQueries', () => {
  it('selects by the labels of Kratix, in the namespace of the request', () => {
    expect(worksQueries({ ref, promise: 'database' })).toEqual([
      {
        apiVersion: 'platform.kratix.io/v1alpha1',
        kind: 'Work',
        namespace: 'team-a',
        labelSelector:
          'kratix.io/promise-name=database,kratix.io/resource-name=orders',
      },
    ]);
  });

  it('also selects in the namespace in which the pipelines run', () => {
    expect(
      worksQueries({
        ref,
        promise: 'database',
        pipelineNamespace: 'pipelines',
      }).map(({ namespace }) => namespace),
    ).toEqual(['team-a', 'pipelines']);
  });
});

describe('isWorkOf', () => {
  it.each([
    [true, {}, 'team-a'],
    [true, { 'kratix.io/resource-namespace': 'team-a' }, 'pipelines'],
    [false, { 'kratix.io/resource-namespace': 'team-b' }, 'pipelines'],
    [false, { 'kratix.io/resource-namespace': 'team-b' }, 'team-a'],
    [false, {}, 'pipelines'],
  ])('%s for the labels %j in %s', (expected, labels, namespace) => {
    expect(isWorkOf({ metadata: { labels, namespace } }, ref)).toBe(expected);
  });
});
