import { inParallel } from './inParallel';

describe('inParallel', () => {
  it('keeps the order, and does so many at a time', async () => {
    let running = 0;
    let most = 0;
    const results = await inParallel(
      Array.from({ length: 20 }, (_, i) => i),
      3,
      async n => {
        running += 1;
        most = Math.max(most, running);
        await new Promise(resolve => setTimeout(resolve, n % 4));
        running -= 1;
        return n * 2;
      },
    );
    expect(results).toEqual(Array.from({ length: 20 }, (_, i) => i * 2));
    expect(most).toBe(3);
  });

  it('stops at the first failure', async () => {
    const done: number[] = [];
    const work = inParallel([1, 2, 3, 4], 1, async n => {
      done.push(n);
      if (n === 2) {
        throw new Error('two');
      }
      return n;
    });
    await expect(work).rejects.toThrow('two');
    expect(done).toEqual([1, 2]);
  });

  it('has nothing to do for nothing', async () => {
    await expect(inParallel([], 3, async () => 1)).resolves.toEqual([]);
  });
});
