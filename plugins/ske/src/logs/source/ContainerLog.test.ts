/** @jest-environment node */
import { SkeError } from '@kratix-portal/plugin-ske-common';
import fc from 'fast-check';
import { FakeClock, FakeKubelet } from '../__testUtils__/FakeKubelet';
import { LogBuffer } from '../buffer/LogBuffer';
import { ContainerLog } from './ContainerLog';

const query = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
  pod: 'pod-1',
  container: 'configure',
};

function start(skew = 0) {
  const clock = new FakeClock();
  const kubelet = new FakeKubelet(clock, skew);
  const log = new ContainerLog(query, { transport: kubelet, clock });
  return { clock, kubelet, log };
}

/** Waits until all pending promises and callbacks have run. No test waits for real time. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

const texts = (log: ContainerLog) => log.buffer.lines.map(({ text }) => text);

describe('ContainerLog', () => {
  it('reads a log to its end and says that it is complete', async () => {
    const { kubelet, log } = start();
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

  it('opens a log again that ends before its container', async () => {
    const { clock, kubelet, log } = start();
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

  it('pauses longer after each early end without a new line', async () => {
    const { clock, kubelet, log } = start();
    log.source = 'growing';
    kubelet.write('one');
    kubelet.hasEnded = true;
    log.start();
    await settle();
    for (let second = 0; second < 60; second += 1) {
      clock.advance(1_000);
      await settle();
    }
    // At 0, 1, 3, 7, 15 and 31 seconds.
    expect(kubelet.queries).toHaveLength(6);
    expect(texts(log)).toEqual(['one']);
  });

  it('marks an interruption and continues after the last line', async () => {
    const { clock, kubelet, log } = start();
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
    ['forbidden', 'refused', false],
    ['session-ended', 'refused', false],
    ['cluster-unreachable', 'failed', true],
  ] as const)('reads %s as %s', async (code, phase, retries) => {
    const { clock, kubelet, log } = start();
    kubelet.nextError = new SkeError({ code, message: 'm', hint: 'h' });
    log.start();
    await settle();
    expect(log.state).toMatchObject({ phase, error: { code } });
    clock.advance(60_000);
    await settle();
    expect(kubelet.queries).toHaveLength(retries ? 2 : 1);
  });

  it('keeps the lines when Kubernetes removes the Pod', async () => {
    const { clock, kubelet, log } = start();
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

  it('reaches further back when the resumed log starts too late', async () => {
    const { clock, kubelet, log } = start(-120_000);
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
    const { clock, kubelet, log } = start();
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
    const { kubelet, log } = start();
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
    const { clock, kubelet, log } = start();
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

  describe('of a container that restarts', () => {
    const kinds = (log: ContainerLog) =>
      log.buffer.marks.map(({ kind }) => kind);
    const previousReads = (kubelet: FakeKubelet) =>
      kubelet.queries.filter(({ previous }) => previous).length;

    async function readOneLine() {
      const all = start();
      all.log.source = 'growing';
      all.kubelet.write('one', 1);
      all.kubelet.hasEnded = true;
      all.log.start();
      await settle();
      return all;
    }

    it('has the lines of its attempt only, before the page knows of the restart', async () => {
      const { clock, kubelet, log } = await readOneLine();
      kubelet.write('two', 2);
      kubelet.restart();
      clock.advance(900);
      kubelet.write('again', 3);
      kubelet.hasEnded = false;
      clock.advance(1_000);
      await settle();
      expect(texts(log)).toEqual(['one', 'two']);
      expect(log.state.phase).toBe('complete');
      expect(kinds(log)).toEqual([]);
    });

    it('ends where the next attempt has not written anything', async () => {
      const { clock, kubelet, log } = await readOneLine();
      kubelet.restart();
      kubelet.hasEnded = false;
      clock.advance(1_000);
      await settle();
      clock.advance(5_000);
      await settle();
      expect(texts(log)).toEqual(['one']);
      expect(log.state.phase).toBe('complete');
      expect(kinds(log)).toEqual([]);
    });

    it('reads the rest as soon as the page knows of the restart', async () => {
      const { kubelet, log } = await readOneLine();
      kubelet.write('two', 2);
      kubelet.restart();
      kubelet.write('again', 3);
      log.source = 'previous';
      await settle();
      expect(texts(log)).toEqual(['one', 'two']);
      expect(log.state.phase).toBe('complete');
    });

    it('keeps what was read when Kubernetes no longer has the rest', async () => {
      const { kubelet, log } = await readOneLine();
      kubelet.restart();
      kubelet.write('again', 3);
      kubelet.restart();
      log.source = 'previous';
      await settle();
      expect(texts(log)).toEqual(['one']);
      expect(log.state.phase).toBe('gone');
      expect(kinds(log)).toEqual([]);
    });

    it('makes no call for an attempt whose log is lost', async () => {
      const { kubelet, log } = start();
      log.source = 'lost';
      log.start();
      await settle();
      expect(log.state.phase).toBe('gone');
      expect(kubelet.queries).toEqual([]);
    });

    it('reads the whole log of an attempt before the restart', async () => {
      const { kubelet, log } = start();
      kubelet.write('one');
      kubelet.restart();
      kubelet.write('again');
      log.source = 'previous';
      log.start();
      await settle();
      expect(texts(log)).toEqual(['one']);
      expect(log.state.phase).toBe('complete');
      expect(previousReads(kubelet)).toBe(1);
    });

    it('does not take the lines of the attempt before for its own', async () => {
      const { clock, kubelet, log } = start();
      kubelet.write('zero', 1);
      kubelet.restart();
      kubelet.write('one', 2);
      kubelet.cut = bytes => bytes;
      log.source = 'growing';
      log.start();
      await settle();
      // The node has rotated the log.
      kubelet.written = [];
      clock.advance(500);
      kubelet.write('three', 3);
      kubelet.cut = () => undefined;
      clock.advance(1_000);
      await settle();
      expect(previousReads(kubelet)).toBe(1);
      expect(texts(log)).toEqual(['one', 'three']);
      expect(kinds(log)).toContain('lines-missing');
    });

    it('lets the page look at the container when its log has ended', async () => {
      const clock = new FakeClock();
      const kubelet = new FakeKubelet(clock);
      const onUnexpectedEnd = jest.fn();
      const options = { transport: kubelet, clock, onUnexpectedEnd };
      const log = new ContainerLog(query, options);
      log.source = 'growing';
      kubelet.hasEnded = true;
      log.start();
      await settle();
      expect(onUnexpectedEnd).toHaveBeenCalledTimes(1);
    });
  });

  // A test of the goal: 0 lost and 0 repeated lines over 100 interruptions.
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
          const { clock, kubelet, log } = start(skew);
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

describe('LogBuffer', () => {
  it('removes the oldest tenth when there are too many lines, and keeps the numbers', () => {
    const buffer = new LogBuffer({ lines: 100, characters: 1_000_000 });
    for (let line = 1; line <= 101; line += 1) {
      buffer.append({ time: '', text: `${line}` });
    }
    expect(buffer.lines).toHaveLength(90);
    expect(buffer.lines[0]).toMatchObject({ number: 12, text: '12' });
    expect(buffer.removed).toBe(11);
  });

  it('keeps fewer lines when they are long', () => {
    const buffer = new LogBuffer({ lines: 100, characters: 1_000 });
    for (let line = 1; line <= 20; line += 1) {
      buffer.append({ time: '', text: 'x'.repeat(100) });
    }
    expect(buffer.lines.length).toBeLessThanOrEqual(10);
    expect(buffer.total).toBe(20);
  });
});
