import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { SeenLines } from './SeenLines';

const at = (seconds: string, text: string) => ({
  time: `2026-11-29T10:00:${seconds}Z`,
  text,
});

/** The bytes that are in use after a garbage collection. */
function usedBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

describe('SeenLines', () => {
  it('recognises repeated lines, also if they have the same time, and counts them', () => {
    const seen = new SeenLines();
    const read = [
      at('01', 'first'),
      at('02.5', 'tick'),
      at('02.5', 'tick'),
      at('02.51', 'tock'),
    ];
    expect(read.map(line => seen.isNew(line))).toEqual(Array(4).fill(true));
    seen.resume();
    expect(seen.overlapOf(read[1])).toBe('found');
    expect(
      [...read.slice(1), at('02.5', 'tick'), at('02.51', 'tack')].map(line =>
        seen.isNew(line),
      ),
    ).toEqual([false, false, false, true, true]);
  });

  it('compares times with and without a fraction', () => {
    const seen = new SeenLines();
    seen.isNew(at('02.5', 'a'));
    expect(seen.latestTime).toBe(Date.parse('2026-11-29T10:00:02.5Z'));
    for (const [seconds, overlap] of [
      ['02.500000001', 'missing'],
      ['03', 'missing'],
      ['02.50', 'found'],
      ['02', 'found'],
    ] as const) {
      seen.resume();
      expect(seen.overlapOf(at(seconds, 'b'))).toBe(overlap);
    }
  });

  it('keeps no texts, so it needs little memory beside the lines that the page keeps', () => {
    const seen = new SeenLines();
    const before = usedBytes();
    for (let line = 0; line < 10_000; line += 1) {
      seen.isNew(at('00', Buffer.alloc(5_000, `${line} `).toString()));
    }
    // The texts are 50 MB.
    expect(usedBytes() - before).toBeLessThan(10_000_000);
    expect(seen.canResume).toBe(true);
  });
});
