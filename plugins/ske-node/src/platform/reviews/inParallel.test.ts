import { inParallel } from './inParallel';

describe('inParallel', () => {
  it('keeps the order, and limits how many items run at the same time', async () => {
    let running = 0;
    let most = 0;
    const results = await inParallel(
      Array.from({ length: 20 }, (_, i) => i),
      3,
      async n => {
        running += 1;
        most = Math.max(most, running);
        // Turns of the event loop, so that the items overlap and end in another order than they started.
        for (let turn = 0; turn < 1 + (n % 4); turn += 1) {
          await new Promise(resolve => setImmediate(resolve));
        }
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

  it('returns an empty list for an empty list', async () => {
    await expect(inParallel([], 3, async () => 1)).resolves.toEqual([]);
  });
});
