import type { LogBuffer } from '../buffer/LogBuffer';
import { splitTime } from '../buffer/LogLine';
import { SeenLines, type TimedText } from '../buffer/SeenLines';
import type { LogClock } from './LogTransport';

/** Seconds by which a resumed log starts earlier, since the clocks of browser and node differ. */
const SLACK_SECONDS = 10;
/** At this factor, the whole log is read instead. */
const MAX_REACH_BACK = 64;

/** Remembers which lines of a log were read, and from which time a resumed log must be read so that no line is lost or repeated. */
export class ReadLines {
  readonly buffer: LogBuffer;
  readonly #clock: LogClock;
  readonly #seen = new SeenLines();
  #lastLineAt = 0;
  /** Multiplied when a resumed log starts later than the lines that were read. */
  #reachBack = 1;

  constructor(buffer: LogBuffer, clock: LogClock) {
    this.buffer = buffer;
    this.#clock = clock;
  }

  /** Whether a line with a known time has been read, so that the log can be resumed after it. */
  get canResume(): boolean {
    return this.#seen.canResume;
  }

  /** Whether it is known that the log that is being read is the same log as before. */
  get isContinued(): boolean {
    return this.#seen.canResume && !this.#seen.awaitsOverlap;
  }

  /** Whether the log was resumed at a time, and no line that was read before has arrived again. */
  get isOverlapMissing(): boolean {
    return this.#seen.awaitsOverlap && this.sinceSeconds !== undefined;
  }

  /** Whether a resumed log has not been read from further back yet. */
  get isFirstReach(): boolean {
    return this.#reachBack === 1;
  }

  /** The time from which a resumed log is read. If it is undefined, the log is read from its start. */
  get sinceSeconds(): number | undefined {
    if (!this.#seen.canResume || this.#reachBack > MAX_REACH_BACK) {
      return undefined;
    }
    const sinceReceived = this.#clock.now() - this.#lastLineAt;
    const sinceWritten = this.#clock.now() - this.#seen.latestTime;
    const passed = Math.max(0, sinceReceived, sinceWritten) / 1000;
    return this.#reachBack * (Math.ceil(passed) + SLACK_SECONDS);
  }

  /** Must be called before the first line of a log that is opened. */
  resume(): void {
    this.#seen.resume();
  }

  reachFurtherBack(): void {
    this.#reachBack *= 8;
  }

  /** Returns `too-late` if the log does not reach back far enough, so that it must be opened again. Otherwise returns whether there was a new line. */
  take(raw: readonly string[]): 'too-late' | 'new' | 'nothing' {
    let result: 'new' | 'nothing' = 'nothing';
    for (const each of raw) {
      const line = splitTime(each);
      if (this.#seen.overlapOf(line) === 'missing') {
        if (this.sinceSeconds !== undefined) {
          return 'too-late';
        }
        this.buffer.mark('lines-missing', this.#clock.now());
      }
      if (this.#add(line)) {
        result = 'new';
      }
    }
    return result;
  }

  /** Adds those lines of an ended log that are new. Returns false if this is not the log that was read before. */
  takeRest(lines: readonly TimedText[]): boolean {
    if (!this.#seen.isLastAmong(lines)) {
      return false;
    }
    this.#seen.resume();
    lines.forEach(line => this.#add(line));
    return true;
  }

  #add(line: TimedText): boolean {
    if (!this.#seen.isNew(line)) {
      return false;
    }
    this.buffer.append(line);
    this.#lastLineAt = this.#clock.now();
    this.#reachBack = 1;
    return true;
  }
}
