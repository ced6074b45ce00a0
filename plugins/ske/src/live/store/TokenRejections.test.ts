import { TokenRejections } from './TokenRejections';

function setUp() {
  let now = 1_000_000;
  const rejections = new TokenRejections(() => now);
  return {
    rejections,
    wait: (seconds: number) => {
      now += seconds * 1_000;
    },
    /** One attempt whose token is rejected. */
    fail: () => rejections.reject(rejections.begin()),
  };
}

describe('TokenRejections', () => {
  it('counts several rejections in one attempt as one', () => {
    const { rejections, wait } = setUp();
    const attempt = rejections.begin();
    for (let second = 0; second < 60; second++) {
      expect(rejections.reject(attempt)).toBe(false);
      wait(1);
    }
    expect(rejections.isFirst).toBe(true);
  });

  it('counts the rejections of parallel calls as one', () => {
    const { rejections, wait, fail } = setUp();
    const attempts = [rejections.begin(), rejections.begin()];
    expect(attempts.map(each => rejections.reject(each))).toEqual([
      false,
      false,
    ]);
    wait(31);
    expect(fail()).toBe(false);
  });

  it('reports signed out after fresh tokens were rejected for half a minute', () => {
    const { wait, fail } = setUp();
    const answers = [0, 1, 2, 4, 8, 14].map(seconds => {
      wait(seconds);
      return fail();
    });
    expect(answers).toEqual([false, false, false, false, false, false]);
    wait(1);
    expect(fail()).toBe(true);
  });

  it('resets the count after a token was accepted', () => {
    const { rejections, wait, fail } = setUp();
    fail();
    wait(20);
    fail();
    rejections.accept(rejections.begin());
    wait(20);
    expect(fail()).toBe(false);
    expect(rejections.isFirst).toBe(true);
  });

  it('does not reset the count if the accepted call started before the rejection', () => {
    const { rejections, wait, fail } = setUp();
    const old = rejections.begin();
    fail();
    wait(20);
    rejections.accept(old);
    fail();
    wait(20);
    expect(fail()).toBe(true);
  });

  it('resets the count if two rejections are minutes apart', () => {
    const { wait, fail } = setUp();
    fail();
    fail();
    wait(3_600);
    expect(fail()).toBe(false);
  });
});
