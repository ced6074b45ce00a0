import type { LogLine } from './LogLine';

/** The last lines that a resumed log is compared with. */
const WINDOW = 20_000;

/** The parts of a line that are compared. */
export type TimedText = Pick<LogLine, 'time' | 'text'>;

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
  readonly #lines: TimedText[] = [];
  #latest = '';
  /** Lines that are still expected a second time, with their number. Undefined while no log is being resumed. */
  #expected: Map<string, number> | undefined;
  #isResuming = false;

  /** Whether a line with a known time has been read, so that the log can be resumed after it. */
  get canResume(): boolean {
    return this.#latest !== '';
  }

  /** Milliseconds since the epoch: the time of the latest line. */
  get latestTime(): number {
    return Date.parse(this.#latest);
  }

  /** Whether the log is being resumed and its first line has not arrived. */
  get awaitsOverlap(): boolean {
    return this.#isResuming && this.#expected === undefined;
  }

  /** Whether these lines contain the last line that was read. If so, they belong to the same log. */
  isLastAmong(lines: readonly TimedText[]): boolean {
    const last = this.#lines.at(-1);
    return (
      last !== undefined && lines.some(line => keyOf(line) === keyOf(last))
    );
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
    return compareTimes(first.time, this.#latest) <= 0 ? 'found' : 'missing';
  }

  /** Returns true for a line that has not been read yet, and remembers it. */
  isNew(line: TimedText): boolean {
    if (this.#isResuming && !this.#expected) {
      this.#expected = this.#countFrom(line.time);
    }
    if (this.#isRepeated(line)) {
      return false;
    }
    this.#remember(line);
    return true;
  }

  #countFrom(time: string): Map<string, number> {
    const counts = new Map<string, number>();
    for (const line of this.#lines) {
      if (compareTimes(line.time, time) >= 0) {
        counts.set(keyOf(line), (counts.get(keyOf(line)) ?? 0) + 1);
      }
    }
    return counts;
  }

  #isRepeated(line: TimedText): boolean {
    const count = this.#expected?.get(keyOf(line)) ?? 0;
    if (count === 0) {
      return false;
    }
    this.#expected!.set(keyOf(line), count - 1);
    return true;
  }

  #remember(line: TimedText): void {
    if (line.time === '') {
      return;
    }
    this.#lines.push({ time: line.time, text: line.text });
    if (this.#lines.length > 2 * WINDOW) {
      this.#lines.splice(0, WINDOW);
    }
    if (compareTimes(line.time, this.#latest) > 0) {
      this.#latest = line.time;
    }
  }
}

function keyOf({ time, text }: TimedText): string {
  return `${time} ${text}`;
}

/**
 * Compares two times in RFC 3339. The kubelet removes trailing zeros of the fraction, so the texts cannot be compared as they are.
 *
 * @returns a negative number if `a` is earlier, 0 if both are equal
 */
export function compareTimes(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  const seconds = secondsOf(a) - secondsOf(b);
  return seconds !== 0 ? seconds : fractionOf(a).localeCompare(fractionOf(b));
}

function secondsOf(time: string): number {
  return time === '' ? -Infinity : Date.parse(time.replace(/\.\d+/, ''));
}

function fractionOf(time: string): string {
  return (/\.(\d+)/.exec(time)?.[1] ?? '').padEnd(9, '0');
}
