import { NewLines } from './NewLines';

/** Looks once for each number of lines, and returns what is new. */
function count(...totals: number[]): number {
  const log = { buffer: { total: 0 } };
  const lines = new NewLines();
  for (const total of totals) {
    log.buffer.total = total;
    lines.look([log]);
  }
  return lines.take();
}

describe('NewLines', () => {
  it.each([
    ['a log that has ended', [4_000, 12_000, 12_000, 12_000], 0],
    ['a log that is being read', [0, 4_000, 8_000, 12_000], 0],
    ['lines after the existing lines', [400, 400, 400, 403, 404], 4],
    ['a log whose reading pauses', [4_000, 4_000, 12_000, 12_000, 12_000], 0],
    ['a log that was empty', [0, 0, 0, 2, 2, 2, 5], 3],
    ['a log that never stops', Array.from({ length: 41 }, (_, n) => n), 10],
  ])('counts the new lines of %s', (_, totals, expected) => {
    expect(count(...totals)).toBe(expected);
  });

  it('counts each line once, and no lines of a section that is opened later', () => {
    const log = { buffer: { total: 5 } };
    const old = { buffer: { total: 12_000 } };
    const lines = new NewLines();
    lines.look([log]);
    lines.look([log]);
    lines.look([log]);
    log.buffer.total = 7;
    lines.look([log, old]);
    lines.look([log, old]);
    expect(lines.take()).toBe(2);
    expect(lines.take()).toBe(0);
  });
});
