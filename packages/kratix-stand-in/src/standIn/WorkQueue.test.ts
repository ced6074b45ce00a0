import { KubernetesApiError } from '../kubernetes/KubernetesApi';
import { WorkQueue } from './WorkQueue';

describe('WorkQueue', () => {
  const stop = new AbortController();
  afterAll(() => stop.abort());

  it('handles a key again if it was added while the handler ran', async () => {
    let calls = 0;
    await new Promise<void>(resolve => {
      const queue = new WorkQueue({
        signal: stop.signal,
        onError: () => {},
        handle: async key => {
          calls += 1;
          if (calls > 1) {
            resolve();
          } else {
            [1, 2, 3].forEach(() => queue.add(key));
          }
        },
      });
      queue.add('a');
    });

    expect(calls).toBe(2);
  });

  it('retries after an error, and does not report conflicts', async () => {
    const failures = [
      new Error('broken'),
      new KubernetesApiError('PATCH', 409, ''),
    ];
    const reported: unknown[] = [];
    await new Promise<void>(resolve => {
      const queue = new WorkQueue({
        signal: stop.signal,
        onError: (_key, error) => reported.push(error),
        handle: async () => {
          const failure = failures.shift();
          if (failure) {
            throw failure;
          }
          resolve();
        },
      });
      queue.add('a');
    });

    expect(reported).toEqual([new Error('broken')]);
  });
});
