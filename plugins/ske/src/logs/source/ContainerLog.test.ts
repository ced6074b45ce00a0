/** @jest-environment node */
import { SkeError } from '@kratix-portal/plugin-ske-common';
import fc from 'fast-check';
import { query, settle, setUpLog, texts } from '../__testUtils__/setUpLog';

describe('ContainerLog', () => {
  it('reads a log to its end and says that it is complete', async () => {
    const { kubelet, log } = setUpLog();
    kubelet.write('one');
    kubelet.write('two');
    kubelet.hasEnded = true;
    log.start();
    await settle();
    expect(texts(log)).toEqual(['one', 'two']);
    expect(log.state).toEqual({ phase: 'complete' });
    expect(kubelet.queries).toEqual([
      { ...query, follow: true, timestamps: true },
    ]);
  });

  it('reconnects if the log ends while the container still runs', async () => {
    const { clock, kubelet, log } = setUpLog();
    log.source = 'growing';
    kubelet.write('one', 1);
    kubelet.hasEnded = true;
    log.start();
    await settle();
    expect(log.state).toEqual({ phase: 'following' });
    kubelet.write('two', 2);
    clock.advance(1_000);
    await settle();
    log.source = 'ended';
    kubelet.write('three', 3);
    clock.advance(1_000);
    await settle();
    expect(texts(log)).toEqual(['one', 'two', 'three']);
    expect(log.state).toEqual({ phase: 'complete' });
    expect(log.buffer.marks).toEqual([]);
  });

  it('waits longer before each reconnect if the log ends early without a new line', async () => {
    const { clock, kubelet, log } = setUpLog();
    log.source = 'growing';
    kubelet.write('one');
    kubelet.hasEnded = true;
    log.start();
    await settle();
    for (let second = 0; second < 60; second += 1) {
      clock.advance(1_000);
      await settle();
    }
    // The log is opened at 0, 1, 3, 7, 15 and 31 seconds.
    expect(kubelet.queries).toHaveLength(6);
    expect(texts(log)).toEqual(['one']);
  });

  it('marks an interruption and continues after the last line', async () => {
    const { clock, kubelet, log } = setUpLog();
    kubelet.write('one', 1);
    kubelet.write('one', 1);
    let isFirst = true;
    kubelet.cut = bytes => {
      const end = isFirst ? bytes - 3 : undefined;
      isFirst = false;
      return end;
    };
    log.start();
    await settle();
    expect(log.state.phase).toBe('interrupted');
    expect(texts(log)).toEqual(['one']);
    kubelet.write('two', 2);
    kubelet.hasEnded = true;
    clock.advance(1_000);
    await settle();
    expect(texts(log)).toEqual(['one', 'one', 'two']);
    expect(log.buffer.marks.map(({ kind, after }) => [kind, after])).toEqual([
      ['interrupted', 1],
      ['resumed', 1],
    ]);
    expect(log.state.phase).toBe('complete');
  });

  it.each([
    ['logs-pending', 'pending', true],
    ['logs-gone', 'gone', false],
    ['forbidden', 'refused', true],
    ['not-found', 'refused', true],
    ['policy-denied', 'refused', true],
    ['identity-rejected', 'failed', true],
    ['session-ended', 'signed-out', false],
    ['cluster-unreachable', 'failed', true],
  ] as const)('reads %s as %s', async (code, phase, retries) => {
    const { clock, kubelet, log } = setUpLog();
    kubelet.nextError = new SkeError({ code, message: 'm', hint: 'h' });
    log.start();
    await settle();
    expect(log.state).toMatchObject({ phase, error: { code } });
    clock.advance(60_000);
    await settle();
    expect(kubelet.queries).toHaveLength(retries ? 2 : 1);
  });

  it('keeps the lines when Kubernetes removes the Pod', async () => {
    const { clock, kubelet, log } = setUpLog();
    kubelet.write('one');
    kubelet.cut = bytes => bytes;
    log.start();
    await settle();
    kubelet.nextError = new SkeError({
      code: 'logs-gone',
      message: 'm',
      hint: 'h',
    });
    clock.advance(1_000);
    await settle();
    expect(log.state.phase).toBe('gone');
    expect(texts(log)).toEqual(['one']);
  });

  it('reads from an earlier time if the resumed log starts after the last known line', async () => {
    const { clock, kubelet, log } = setUpLog(-120_000);
    kubelet.write('one', 1);
    kubelet.cut = bytes => bytes;
    log.start();
    await settle();
    clock.advance(200_000);
    kubelet.cut = () => undefined;
    kubelet.write('two', 1);
    kubelet.hasEnded = true;
    await settle();
    clock.advance(60_000);
    await settle();
    expect(texts(log)).toEqual(['one', 'two']);
    expect(log.buffer.marks.map(({ kind }) => kind)).not.toContain(
      'lines-missing',
    );
  });

  it('says that lines are missing when the node has rotated the log', async () => {
    const { clock, kubelet, log } = setUpLog();
    kubelet.write('one', 1);
    kubelet.cut = bytes => bytes;
    log.start();
    await settle();
    clock.advance(500);
    kubelet.written = [];
    kubelet.write('three', 3);
    kubelet.cut = () => undefined;
    kubelet.hasEnded = true;
    clock.advance(1_000);
    await settle();
    expect(texts(log)).toEqual(['one', 'three']);
    expect(log.buffer.marks.map(({ kind }) => kind)).toContain('lines-missing');
  });

  it('stops when the page is left, and continues when it is opened again', async () => {
    const { kubelet, log } = setUpLog();
    kubelet.write('one');
    log.start();
    await settle();
    log.stop();
    await settle();
    kubelet.write('two', 5);
    kubelet.hasEnded = true;
    log.start();
    await settle();
    expect(texts(log)).toEqual(['one', 'two']);
  });

  it('calls its listeners once for many lines', async () => {
    const { clock, kubelet, log } = setUpLog();
    for (let line = 0; line < 500; line += 1) {
      kubelet.write(`line ${line}`, line);
    }
    log.start();
    const heard = jest.fn();
    log.subscribe(heard);
    for (let turn = 0; turn < 60; turn += 1) {
      await settle();
    }
    clock.advance(150);
    expect(log.buffer.total).toBe(500);
    expect(heard.mock.calls.length).toBeLessThan(4);
  });

  // This tests the goal of 0 lost and 0 repeated lines over 100 interruptions.
  it('loses no line and repeats none over 100 interruptions', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            lines: fc.array(
              fc.record({
                text: fc.constantFrom(
                  '',
                  'a',
                  'same',
                  'é☃ 漢字',
                  'x'.repeat(90),
                ),
                nanoseconds: fc.constantFrom(0, 0, 1, 500_000_000),
              }),
              { maxLength: 4 },
            ),
            cutAt: fc.double({ min: 0, max: 1, noNaN: true }),
            wait: fc.integer({ min: 0, max: 40_000 }),
          }),
          { minLength: 100, maxLength: 100 },
        ),
        fc.integer({ min: -5_000, max: 5_000 }),
        async (rounds, skew) => {
          const { clock, kubelet, log } = setUpLog(skew);
          kubelet.chunkSize = 64;
          let last = 0;
          for (const { lines, cutAt, wait } of rounds) {
            for (const { text, nanoseconds } of lines) {
              // The times of a kubelet do not decrease.
              last = Math.max(last, nanoseconds);
              kubelet.write(text, last);
            }
            kubelet.cut = bytes => Math.floor(bytes * cutAt);
            log.start();
            await drain();
            last = wait < 1_000 ? last : 0;
            clock.advance(wait < 1_000 ? 0 : Math.ceil(wait / 1000) * 1000);
            await drain();
          }
          kubelet.cut = () => undefined;
          kubelet.hasEnded = true;
          log.start();
          await drain();
          await drain();
          expect(texts(log)).toEqual(kubelet.written.map(({ text }) => text));
        },
      ),
      { numRuns: 15 },
    );
  }, 120_000);
});

/** Waits until the fake has sent what it has. */
async function drain(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    await new Promise(resolve => setImmediate(resolve));
  }
}
