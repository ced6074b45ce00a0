import fc from 'fast-check';
import { TimedLines } from './TimedLines';

/** A time of the kubelet, which removes trailing zeros. */
function timeOf(tenths: number): string {
  const second = String(Math.floor(tenths / 10)).padStart(2, '0');
  const fraction = tenths % 10 === 0 ? '' : `.${tenths % 10}`;
  return `2026-11-29T10:00:${second}${fraction}Z`;
}

const toText = (lines: string[]) => lines.map(line => `${line}\n`).join('');

/** The lines that the kubelet sends from a given second on. */
const since = (lines: string[], sinceTime: string | undefined) =>
  lines.filter(
    line =>
      sinceTime === undefined ||
      Date.parse(line.split(' ')[0]) >= Date.parse(sinceTime),
  );

function push(lines: TimedLines, text: string, chunkSize = 7): string {
  const bytes = Buffer.from(text);
  let read = '';
  for (let from = 0; from < bytes.length; from += chunkSize) {
    read += lines.push(bytes.subarray(from, from + chunkSize)).toString();
  }
  return read;
}

describe('TimedLines', () => {
  it('passes on each line once, no matter at which line the streams of the cluster end', () => {
    fc.assert(
      fc.property(
        // Many lines with the same time, and some lines whose time is a little too early.
        fc.array(fc.tuple(fc.nat({ max: 4 }), fc.boolean()), { maxLength: 40 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
        fc.integer({ min: 1, max: 90 }),
        (steps, cuts, chunkSize) => {
          let now = 100;
          const all = steps.map(([step, isEarly], index) => {
            now += step;
            return `${timeOf(isEarly ? now - 1 : now)} ${index % 3}`;
          });
          const lines = new TimedLines({ keepsTimes: true });
          let read = '';
          for (const cut of cuts.sort()) {
            const text = toText(since(all, lines.sinceTime));
            read += push(lines, text.slice(0, text.length * cut), chunkSize);
            lines.continue();
          }
          read += push(lines, toText(since(all, lines.sinceTime)), chunkSize);

          expect(read).toBe(toText(all));
        },
      ),
    );
  });

  it('passes on a line that is too early at the change of a second', () => {
    const all = [`${timeOf(104)} a`, `${timeOf(110)} b`, `${timeOf(109)} c`];
    const lines = new TimedLines({ keepsTimes: true });
    push(lines, toText(all.slice(0, 2)));
    lines.continue();

    expect(push(lines, toText(since(all, lines.sinceTime)))).toBe(
      toText(all.slice(2)),
    );
  });

  it('removes the times that the reader did not ask for', () => {
    const lines = new TimedLines({ keepsTimes: false });

    const read = push(lines, `${timeOf(1)} one\n${timeOf(2)} \n`);

    expect(read).toBe('one\n\n');
    expect(lines.sinceTime).toBe('2026-11-29T09:59:59Z');
  });

  it('reads times with nine digits and an offset', () => {
    const lines = new TimedLines({ keepsTimes: false });

    const read = push(lines, '2026-11-29T11:00:07.123456789+01:00 one\n');

    expect(read).toBe('one\n');
    expect(lines.sinceTime).toBe('2026-11-29T10:00:06Z');
  });

  it('passes on messages of the kubelet, which have no time', () => {
    const lines = new TimedLines({ keepsTimes: false });

    expect(push(lines, 'failed to watch the file\n')).toBe(
      'failed to watch the file\n',
    );
    expect(lines.sinceTime).toBeUndefined();
  });

  it('removes no new line if the next stream does not repeat the old lines', () => {
    const lines = new TimedLines({ keepsTimes: false });
    push(lines, `${timeOf(1)} one\n${timeOf(2)} two\n`);
    lines.continue();

    expect(push(lines, `${timeOf(3)} three\n`)).toBe('three\n');
  });

  it('returns a last line without a line break at the end only', () => {
    const lines = new TimedLines({ keepsTimes: false });

    expect(push(lines, `${timeOf(1)} one`)).toBe('');
    expect(lines.end().toString()).toBe('one');
  });

  it('passes on a very long line in parts, and cannot continue with another stream before the end of this line', () => {
    const lines = new TimedLines({ keepsTimes: false });
    const long = 'x'.repeat(100_000);

    let read = push(lines, `${timeOf(1)} ${long}`, 10_000);
    expect(lines.canContinue).toBe(false);
    read += push(lines, `${long}\n`, 10_000);
    expect(lines.canContinue).toBe(true);
    expect(read).toBe(`${long}${long}\n`);

    lines.continue();
    expect(push(lines, `${timeOf(1)} ${long}${long}\n`, 10_000)).toBe('');
    expect(push(lines, `${timeOf(2)} two\n`)).toBe('two\n');
  });
});
