import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { ActionOutcome } from '../actions/performAction';
import { runBulk } from './runBulk';

const DONE: ActionOutcome = { type: 'done' };
const items = ['a', 'b', 'c', 'd', 'e', 'f'];

function setUp(perform: (item: string) => Promise<ActionOutcome>) {
  const stop = new AbortController();
  const results = new Map<string, unknown>();
  const waits: number[] = [];
  const run = () =>
    runBulk({
      items,
      perform,
      signal: stop.signal,
      onStart: () => {},
      onResult: (item, result) => results.set(item, result),
      wait: async seconds => {
        waits.push(seconds);
      },
    });
  return { run, stop, results, waits };
}

const refused = (code: 'forbidden' | 'too-many-requests'): ActionOutcome => ({
  type: 'refused',
  error: new SkeError({ code, message: 'No.', retryAfterSeconds: 7 }),
});

describe('runBulk', () => {
  it('has one result for each object, and continues after a refusal', async () => {
    const { run, results } = setUp(async item =>
      item === 'b' ? refused('forbidden') : DONE,
    );
    await run();
    expect([...results.keys()].sort()).toEqual(items);
    expect(results.get('b')).toMatchObject({ type: 'refused' });
    expect(results.get('f')).toBe(DONE);
  });

  it('sends four at a time', async () => {
    let active = 0;
    let most = 0;
    const { run } = setUp(async () => {
      active += 1;
      most = Math.max(most, active);
      await Promise.resolve();
      active -= 1;
      return DONE;
    });
    await run();
    expect(most).toBe(4);
  });

  it('finishes the actions that were sent when it is stopped, and sends no more', async () => {
    const sent: string[] = [];
    const { run, stop, results } = setUp(async item => {
      sent.push(item);
      stop.abort();
      return DONE;
    });
    await run();
    expect(sent).toEqual(['a']);
    expect(results.get('a')).toBe(DONE);
    expect(results.get('f')).toBe('stopped');
  });

  it('waits as long as a rejection by the request quota asks, and then retries', async () => {
    let attempts = 0;
    const { run, waits, results } = setUp(async item => {
      attempts += 1;
      return item === 'a' && attempts < 5 ? refused('too-many-requests') : DONE;
    });
    await run();
    expect(waits).toEqual([7]);
    expect(results.get('a')).toBe(DONE);
  });
});
