import { once } from 'node:events';
import { together } from './together';

const never = new AbortController().signal;

describe('together', () => {
  it('returns the results in the order of the tasks', async () => {
    expect(
      await together<[number, string]>(never, [async () => 1, async () => 'b']),
    ).toEqual([1, 'b']);
  });

  it('cancels the others and waits for them before it throws the first error', async () => {
    const ended: string[] = [];

    await expect(
      together<[void, void]>(never, [
        async () => {
          throw new Error('first');
        },
        async signal => {
          if (!signal.aborted) {
            await once(signal, 'abort');
          }
          ended.push('second');
          throw new Error('second');
        },
      ]),
    ).rejects.toThrow('first');
    expect(ended).toEqual(['second']);
  });

  it('forwards a cancellation to the tasks', async () => {
    await expect(
      together<[void]>(AbortSignal.abort(), [
        async signal => signal.throwIfAborted(),
      ]),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
