import { CallQueue } from './CallQueue';
import { CallScope } from './CallScope';

describe('CallQueue', () => {
  const scopes: CallScope[] = [];
  const queue = () => new CallQueue({ running: 1, waiting: 2 });

  afterEach(() => scopes.splice(0).forEach(made => made.end()));

  function scope(options: { ms?: number; signal?: AbortSignal } = {}) {
    const made = new CallScope(options.ms ?? 60_000, options.signal);
    scopes.push(made);
    return made;
  }

  it('starts the call that has waited longest when a running call ends', async () => {
    const calls = queue();
    const order: number[] = [];
    expect(calls.tryEnter()).toBe(true);
    expect(calls.tryEnter()).toBe(false);
    const waiting = [1, 2].map(async n => {
      await calls.enter(scope());
      order.push(n);
      calls.leave();
    });
    expect(calls.waiting).toBe(2);
    calls.leave();
    await Promise.all(waiting);
    expect(order).toEqual([1, 2]);
    expect(calls).toMatchObject({ running: 0, waiting: 0 });
  });

  it('S23: rejects a call at once when the queue is full', async () => {
    const calls = queue();
    calls.tryEnter();
    const waiting = [calls.enter(scope()), calls.enter(scope())];
    await expect(calls.enter(scope())).rejects.toMatchObject({
      reason: 'busy',
      retryAfterSeconds: 1,
    });
    calls.leave();
    calls.leave();
    await Promise.all(waiting);
  });

  it('removes a call from the queue when its caller disconnects or its deadline passes', async () => {
    const calls = queue();
    calls.tryEnter();
    const gone = new AbortController();
    const left = calls.enter(scope({ signal: gone.signal }));
    const late = calls.enter(scope({ ms: 10 }));
    gone.abort();
    await expect(left).rejects.toMatchObject({ reason: 'caller-left' });
    await expect(late).rejects.toMatchObject({ reason: 'deadline' });
    // A call whose caller has disconnected before does not enter the queue.
    await expect(
      calls.enter(scope({ signal: gone.signal })),
    ).rejects.toMatchObject({ reason: 'caller-left' });
    expect(calls.waiting).toBe(0);
    const next = calls.enter(scope());
    calls.leave();
    await next;
    expect(calls.running).toBe(1);
  });
});
