import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readPendingRequestsConfig } from './PendingRequestsConfig';

const read = (pendingRequests?: JsonObject) =>
  readPendingRequestsConfig(
    new ConfigReader(pendingRequests ? { ske: { pendingRequests } } : {}),
  );

describe('readPendingRequestsConfig', () => {
  it('has defaults', () => {
    expect(read()).toEqual({
      neverCreatedAfterMs: 1_800_000,
      neverMergedAfterMs: 1_209_600_000,
      keepNeverCreatedMs: 604_800_000,
      perUser: 100,
    });
  });

  it('reads all keys', () => {
    expect(
      read({
        refreshSeconds: 5,
        neverCreatedAfter: { minutes: 5 },
        neverMergedAfter: '2d',
        keepNeverCreated: 'PT1H',
        perUser: 3,
      }),
    ).toEqual({
      neverCreatedAfterMs: 300_000,
      neverMergedAfterMs: 172_800_000,
      keepNeverCreatedMs: 3_600_000,
      perUser: 3,
    });
  });

  it.each([
    [{ neverCreatedAfter: 'soon' }, /neverCreatedAfter/],
    [{ neverMergedAfter: '0s' }, /neverMergedAfter is shorter than a second/],
    [{ keepNeverCreated: 5 }, /keepNeverCreated/],
    [{ perUser: 0 }, /perUser is 0: set it to a whole number of 1 or more/],
    [{ perUser: 1.5 }, /perUser is 1.5/],
  ])('rejects %j', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });
});
