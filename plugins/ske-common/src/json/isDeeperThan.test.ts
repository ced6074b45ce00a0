/**
 * @jest-environment node
 */
import { isDeeperThan } from './isDeeperThan';

describe('isDeeperThan', () => {
  it('counts lists and objects, and no plain values', () => {
    expect(isDeeperThan('text', 0)).toBe(false);
    expect(isDeeperThan(null, 0)).toBe(false);
    expect(isDeeperThan([], 0)).toBe(true);
    expect(isDeeperThan([1, 'text', null], 1)).toBe(false);
    expect(isDeeperThan({ a: [1], b: [{}] }, 3)).toBe(false);
    expect(isDeeperThan({ a: [1], b: [{}] }, 2)).toBe(true);
  });

  it('ends for a value of any depth', () => {
    const deep = JSON.parse('['.repeat(4_000) + ']'.repeat(4_000));
    expect(isDeeperThan(deep, 200)).toBe(true);
  });
});
