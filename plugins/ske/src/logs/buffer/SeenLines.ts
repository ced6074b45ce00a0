import type { LogLine } from './LogLine';

/** The last lines that a resumed log is compared with. */
const WINDOW = 20_000;

/** The parts of a line that are compared. */
export type TimedText = Pick<LogLine, 'time' | 'text'>;

/** A time in RFC 3339, in parts, because a number of nanoseconds is not exact. */
interface LineTime {
  readonly seconds: number;
  readonly nanos: number;
}

/** The time of a line without one: earlier than all others. */
const NO_TIME: LineTime = { seconds: -Infinity, nanos: 0 };

/** A line as it is remembered: without its text, because the texts of the window can be much longer than all lines that the page keeps. */
interface SeenLine {
  readonly time: LineTime;
  readonly key: number;
}

/** What the first line of a resumed log says about the lines before it. */
export type Overlap = 'none-needed' | 'found' | 'missing';

/**
 * Removes the lines of a resumed log that were already read.
 *
 * The kubelet resumes a log at a whole second and sends every line from that second on. So the repeated lines are exactly those
 * that have been read and are not older than the first line that arrives. They are counted, since two lines can have the
 * same time and the same text.
 */
export class SeenLines {
  readonly #lines: SeenLine[] = [];
  #latest = NO_TIME;
  /** Lines that are still expected a second time, by their key, with their number. Undefined while no log is being resumed. */
  #expected: Map<number, number> | undefined;
  #isResuming = false;

  /** Whether a line with a known time has been read, so that the log can be resumed after it. */
  get canResume(): boolean {
    return this.#latest !== NO_TIME;
  }

  /** Milliseconds since the epoch: the time of the latest line. */
  get latestTime(): number {
    return this.#latest.seconds * 1_000 + this.#latest.nanos / 1e6;
  }

  /** Whether the log is being resumed and its first line has not arrived. */
  get awaitsOverlap(): boolean {
    return this.#isResuming && this.#expected === undefined;
  }

  /** Whether these lines contain the last line that was read. If so, they belong to the same log. */
  isLastAmong(lines: readonly TimedText[]): boolean {
    const last = this.#lines.at(-1);
    return last !== undefined && lines.some(line => keyOf(line) === last.key);
  }

  /** Must be called before the first line of a resumed log. */
  resume(): void {
    this.#expected = undefined;
    this.#isResuming = this.canResume;
  }

  /** Whether the first line of a resumed log is a line that has been read. If it is later, lines before it may be missing. */
  overlapOf(first: TimedText): Overlap {
    if (!this.#isResuming || this.#expected) {
      return 'none-needed';
    }
    return compareTimes(readTime(first.time), this.#latest) <= 0
      ? 'found'
      : 'missing';
  }

  /** Returns true for a line that has not been read yet, and remembers it. */
  isNew({ time, text }: TimedText): boolean {
    const line = { time: readTime(time), key: keyOf({ time, text }) };
    if (this.#isResuming && !this.#expected) {
      this.#expected = this.#countFrom(line.time);
    }
    if (this.#isRepeated(line)) {
      return false;
    }
    this.#remember(line);
    return true;
  }

  #countFrom(time: LineTime): Map<number, number> {
    const counts = new Map<number, number>();
    for (const line of this.#lines) {
      if (compareTimes(line.time, time) >= 0) {
        counts.set(line.key, (counts.get(line.key) ?? 0) + 1);
      }
    }
    return counts;
  }

  #isRepeated({ key }: SeenLine): boolean {
    const count = this.#expected?.get(key) ?? 0;
    if (count === 0) {
      return false;
    }
    this.#expected!.set(key, count - 1);
    return true;
  }

  #remember(line: SeenLine): void {
    if (line.time === NO_TIME) {
      return;
    }
    this.#lines.push(line);
    if (this.#lines.length > 2 * WINDOW) {
      this.#lines.splice(0, WINDOW);
    }
    if (compareTimes(line.time, this.#latest) > 0) {
      this.#latest = line.time;
    }
  }
}

/** A hash of 53 bits (cyrb53), so that two different lines of the same nanosecond practically never look equal. */
function keyOf({ time, text }: TimedText): number {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const part of [time, ' ', text]) {
    for (let index = 0; index < part.length; index += 1) {
      const code = part.charCodeAt(index);
      high = Math.imul(high ^ code, 0x9e3779b1);
      low = Math.imul(low ^ code, 0x5f356495);
    }
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b);
  high ^= Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b);
  low ^= Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return (low & 0x1fffff) * 2 ** 32 + (high >>> 0);
}

/** Reads the time of a line. The kubelet removes trailing zeros of the fraction, so the texts cannot be compared as they are. */
function readTime(text: string): LineTime {
  if (text === '') {
    return NO_TIME;
  }
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? '';
  return {
    seconds: Date.parse(text.replace(/\.\d+/, '')) / 1_000,
    nanos: Number(fraction.padEnd(9, '0')),
  };
}

/** Returns a negative number if `a` is earlier, 0 if both are equal. */
function compareTimes(a: LineTime, b: LineTime): number {
  return a.seconds === b.seconds ? a.nanos - b.nanos : a.seconds - b.seconds;
}
