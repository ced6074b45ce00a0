import { jobsAndPodsOf } from './pipelineReads';

const request = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Redis',
  namespace: 'team-a',
  name: 'cache',
};

describe('jobsAndPodsOf', () => {
  const labelSelectorOf = (
    ...args: Parameters<typeof jobsAndPodsOf>
  ): (string | undefined)[] =>
    jobsAndPodsOf(...args).map(({ labelSelector }) => labelSelector);

  it('follows the Jobs and Pods of a request in its own namespace', () => {
    const where = {
      namespace: 'team-a',
      labelSelector:
        'kratix.io/promise-name=redis,kratix.io/resource-name=cache',
    };
    expect(
      jobsAndPodsOf(request, { promise: 'redis', namespace: 'team-a' }),
    ).toEqual([
      { apiVersion: 'batch/v1', kind: 'Job', ...where },
      { apiVersion: 'v1', kind: 'Pod', ...where },
    ]);
  });

  it('selects by the namespace of the request if all pipelines of the Promise run in one namespace', () => {
    expect(
      labelSelectorOf(request, { promise: 'redis', namespace: 'pipelines' })[0],
    ).toBe(
      'kratix.io/promise-name=redis,kratix.io/resource-name=cache,kratix.io/resource-namespace=team-a',
    );
  });

  it('selects only the Jobs and Pods of the Promise itself, without those of its requests', () => {
    const promise = {
      apiVersion: 'platform.kratix.io/v1alpha1',
      kind: 'Promise',
      name: 'redis',
    };
    expect(
      labelSelectorOf(promise, { promise: 'redis', namespace: 'system' })[1],
    ).toBe('kratix.io/promise-name=redis,!kratix.io/resource-name');
  });

  it('returns no query for a request that Kratix has not picked up', () => {
    expect(jobsAndPodsOf(request, {})).toEqual([]);
  });
});
