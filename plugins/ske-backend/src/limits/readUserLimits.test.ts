import { mockServices } from '@backstage/backend-test-utils';
import { readUserLimits } from './readUserLimits';

describe('S23: readUserLimits', () => {
  it('has a default for each limit', () => {
    const config = mockServices.rootConfig({
      data: { ske: { limits: { streams: 3 } } },
    });
    expect(readUserLimits(config)).toEqual({
      concurrentRequests: 20,
      requestsPerMinute: 300,
      streams: 3,
      subscriptions: 60,
    });
  });

  it('reports all invalid values at once, by key', () => {
    const limits = {
      concurrentRequests: 0,
      requestsPerMinute: 1.5,
      streams: 'many',
    };
    const config = mockServices.rootConfig({ data: { ske: { limits } } });
    expect(() => readUserLimits(config)).toThrow(
      /(?=[^]*ske\.limits\.concurrentRequests is 0: set it to)(?=[^]*requestsPerMinute is 1\.5)(?=[^]*ske\.limits\.streams)/,
    );
  });
});
