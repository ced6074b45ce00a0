import { MAX_LINE_CHARACTERS, type LogLine, type LogMark } from './LogLine';

/** How much of one container's log is kept. */
export interface LogLimits {
  lines: number;
  /** Counted as UTF-16 code units, two bytes each. */
  characters: number;
}

/** 50,000 lines and 10 MB. The docs name the same limits. */
export const defaultLogLimits: LogLimits = {
  lines: 50_000,
  characters: 5 * 1024 * 1024,
};

/** The lines of one container's log that are kept, oldest first. When there are too many, the oldest tenth is removed. */
export class LogBuffer {
  readonly #limits: LogLimits;
  #lines: LogLine[] = [];
  #marks: LogMark[] = [];
  #characters = 0;
  #total = 0;

  constructor(limits: LogLimits = defaultLogLimits) {
    this.#limits = limits;
  }

  get lines(): readonly LogLine[] {
    return this.#lines;
  }

  get marks(): readonly LogMark[] {
    return this.#marks;
  }

  /** The number of lines that were read, including the lines that were removed. */
  get total(): number {
    return this.#total;
  }

  /** The number of lines that were removed from the start. */
  get removed(): number {
    return this.#total - this.#lines.length;
  }

  append(line: { time: string; text: string }): void {
    this.#total += 1;
    const text =
      line.text.length > MAX_LINE_CHARACTERS
        ? `${line.text.slice(0, MAX_LINE_CHARACTERS)} …`
        : line.text;
    this.#lines.push({ number: this.#total, time: line.time, text });
    this.#characters += text.length;
    if (
      this.#lines.length > this.#limits.lines ||
      this.#characters > this.#limits.characters
    ) {
      this.#removeOldest();
    }
  }

  mark(kind: LogMark['kind'], at: number): void {
    this.#marks = [...this.#marks, { after: this.#total, kind, at }];
  }

  #removeOldest(): void {
    const target = {
      lines: Math.floor(this.#limits.lines * 0.9),
      characters: Math.floor(this.#limits.characters * 0.9),
    };
    let count = 0;
    while (
      this.#lines.length - count > 1 &&
      (this.#lines.length - count > target.lines ||
        this.#characters > target.characters)
    ) {
      this.#characters -= this.#lines[count].text.length;
      count += 1;
    }
    this.#lines = this.#lines.slice(count);
    const first = this.#lines[0]?.number ?? this.#total + 1;
    this.#marks = this.#marks.filter(({ after }) => after >= first);
  }
}
