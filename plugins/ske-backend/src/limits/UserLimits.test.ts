import { SkeError } from '@kratix-portal/plugin-ske-common';
import { type Admission, UserLimits } from './UserLimits';

const jane = 'user:default/jane';
const joe = 'user:default/joe';

describe('S23: UserLimits', () => {
  let time: number;
  let limits: UserLimits;

  beforeEach(() => {
    time = 0;
    limits = new UserLimits({
      limits: {
        concurrentRequests: 3,
        requestsPerMinute: 60,
        streams: 2,
        subscriptions: 10,
      },
      now: () => time,
    });
  });

  function admit(user: string, count: number): Admission[] {
    return Array.from({ length: count }, () => limits.admit(user));
  }

  function refusal(run: () => unknown): SkeError {
    try {
      run();
    } catch (error) {
      if (SkeError.is(error)) {
        return error;
      }
      throw error;
    }
    throw new Error('It was not rejected.');
  }

  it('limits the concurrent requests of each user', () => {
    const [first] = admit(jane, 3);
    const error = refusal(() => limits.admit(jane));
    expect(error).toMatchObject({
      code: 'too-many-requests',
      status: 429,
      retryAfterSeconds: 1,
    });
    admit(joe, 3);
    first.release();
    limits.admit(jane);
    expect(refusal(() => limits.admit(jane)).status).toBe(429);
  });

  it('ignores a second release', () => {
    const [first] = admit(jane, 3);
    first.release();
    first.release();
    limits.admit(jane);
    expect(refusal(() => limits.admit(jane)).status).toBe(429);
  });

  it('limits the requests per minute, and returns when the next request is possible', () => {
    for (let request = 0; request < 60; request += 1) {
      limits.admit(jane).release();
    }
    expect(refusal(() => limits.admit(jane)).retryAfterSeconds).toBe(1);
    limits.admit(joe).release();
    time += 999;
    expect(refusal(() => limits.admit(jane)).retryAfterSeconds).toBe(1);
    time += 1;
    limits.admit(jane).release();
    expect(refusal(() => limits.admit(jane)).status).toBe(429);
  });

  it('never allows more than the requests of one minute at once, even after a long pause', () => {
    limits.admit(jane).release();
    time += 24 * 60 * 60_000;
    for (let request = 0; request < 60; request += 1) {
      limits.admit(jane).release();
    }
    expect(refusal(() => limits.admit(jane)).status).toBe(429);
  });

  it('still works after the clock is set back', () => {
    time = 1_000_000;
    limits.admit(jane).release();
    time = 0;
    expect(() => limits.admit(jane).release()).not.toThrow();
  });

  it('counts streams separately from requests', () => {
    const [a, b, c] = admit(jane, 3);
    a.becomeStream();
    b.becomeStream();
    const error = refusal(() => c.becomeStream());
    expect(error.message).toContain('2 streams of yours are open already');
    expect(error.hint).toContain('Close a page');
    c.release();
    admit(jane, 3);
    a.release();
    expect(refusal(() => limits.admit(jane)).status).toBe(429);
  });

  it('limits the watches and logs of all streams together', () => {
    const [a, b, c] = admit(jane, 3);
    a.becomeStream(8);
    const error = refusal(() => b.becomeStream(3));
    expect(error).toMatchObject({ status: 429, retryAfterSeconds: 5 });
    expect(error.message).toContain(
      'your streams may carry 10 watches and logs, and carry 8 already',
    );
    const [ofJoe] = admit(joe, 1);
    ofJoe.becomeStream(10);
    b.becomeStream(2);
    a.release();
    c.becomeStream(8);
    b.release();
    c.release();
    const [d] = admit(jane, 1);
    expect(() => d.becomeStream(10)).not.toThrow();
  });

  it('frees the place of a stream', () => {
    for (let count = 0; count < 5; count += 1) {
      const admission = limits.admit(jane);
      admission.becomeStream();
      admission.becomeStream();
      admission.release();
    }
    const [a, b] = admit(jane, 2);
    expect(() => [a, b].forEach(one => one.becomeStream())).not.toThrow();
  });
});
