const NEWLINE = 0x0a;
const SECOND = 1000;
/** The kubelet writes the time before each line, in RFC 3339 with nanoseconds. */
const TIME =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d) ?/;
const LONGEST_TIME = 36;
/** A longer line is passed on in parts. */
const LONGEST_LINE = 64 * 1024;
const NOTHING = Buffer.alloc(0);

interface Time {
  /** The whole second, in milliseconds since 1970. */
  second: number;
  /** The fraction of the second, as nine digits. */
  fraction: string;
}

/**
 * The lines of a log that is read with several streams of the cluster. Each stream starts one second before the whole second of the last line that was read, and
 * lines that the reader already has are removed.
 *
 * The kubelet sends all lines whose time is not before the start, in their order. So it repeats exactly the lines since the start that were read before. Their
 * number is counted, and the same number of lines is removed from the start of the next stream.
 *
 * The time of a line can be a little earlier than that of the line before it, because stdout and stderr of a container are read separately. With the second before,
 * such a line at the change of a second is not lost.
 */
export class TimedLines {
  readonly #keepsTimes: boolean;
  #rest: Buffer = NOTHING;
  /** For a line that is longer than the limit: whether its first part was passed on or removed. */
  #started: 'passed-on' | 'removed' | undefined;
  #latest: Time | undefined;
  /** The number of lines in the second of the latest line. */
  #count = 0;
  /** The number of lines in the second before. */
  #countBefore = 0;
  #repeated = 0;

  constructor(options: {
    /** Whether the reader gets the times. */
    keepsTimes: boolean;
  }) {
    this.#keepsTimes = options.keepsTimes;
  }

  /** The second at which the next stream continues. Undefined before the first line. */
  get sinceTime(): string | undefined {
    return (
      this.#latest &&
      new Date(this.#latest.second - SECOND).toISOString().replace('.000Z', 'Z')
    );
  }

  /** Whether another stream can continue this stream. This is not possible after only a part of a line was passed on. */
  get canContinue(): boolean {
    return this.#started !== 'passed-on';
  }

  /** Must be called before the first chunk of a stream that continues. */
  continue(): void {
    // The next stream sends this line from its start again.
    this.#rest = NOTHING;
    this.#started = undefined;
    this.#repeated = this.#countBefore + this.#count;
  }

  /** Returns the complete lines that the reader does not have. */
  push(chunk: Buffer): Buffer {
    const text = Buffer.concat([this.#rest, chunk]);
    const lines: Buffer[] = [];
    let from = 0;
    for (
      let to = text.indexOf(NEWLINE);
      to >= 0;
      to = text.indexOf(NEWLINE, from)
    ) {
      lines.push(this.#take(text.subarray(from, to + 1)));
      this.#started = undefined;
      from = to + 1;
    }
    this.#rest = text.subarray(from);
    if (this.#rest.length > LONGEST_LINE) {
      const part = this.#take(this.#rest);
      this.#started ??= part.length > 0 ? 'passed-on' : 'removed';
      lines.push(part);
      this.#rest = NOTHING;
    }
    return Buffer.concat(lines);
  }

  /** Returns the last line of a log whose end has no line break. */
  end(): Buffer {
    const rest = this.#rest;
    this.#rest = NOTHING;
    return rest.length > 0 ? this.#take(rest) : rest;
  }

  #take(line: Buffer): Buffer {
    if (this.#started !== undefined) {
      return this.#started === 'passed-on' ? line : NOTHING;
    }
    const found = TIME.exec(line.toString('latin1', 0, LONGEST_TIME));
    if (!found) {
      return line; // A message of the kubelet itself.
    }
    if (this.#isRepeated(toTime(found))) {
      return NOTHING;
    }
    return this.#keepsTimes ? line : line.subarray(found[0].length);
  }

  #isRepeated(time: Time): boolean {
    const latest = this.#latest;
    const isLater = latest === undefined || compare(time, latest) > 0;
    if (this.#repeated > 0 && !isLater) {
      this.#repeated -= 1;
      return true;
    }
    // After a log rotation the cluster may no longer have the other lines.
    this.#repeated = 0;
    if (isLater) {
      this.#goTo(time);
    }
    if (time.second === this.#latest?.second) {
      this.#count += 1;
    } else if (time.second === this.#latest!.second - SECOND) {
      this.#countBefore += 1;
    }
    return false;
  }

  #goTo(time: Time): void {
    const seconds = (time.second - (this.#latest?.second ?? 0)) / SECOND;
    if (seconds > 0) {
      this.#countBefore = seconds === 1 ? this.#count : 0;
      this.#count = 0;
    }
    this.#latest = time;
  }
}

function toTime([, second, fraction = '', zone]: RegExpExecArray): Time {
  return {
    second: Date.parse(`${second}${zone}`),
    fraction: fraction.padEnd(9, '0'),
  };
}

function compare(one: Time, other: Time): number {
  return (
    one.second - other.second || Number(one.fraction) - Number(other.fraction)
  );
}
