// @ts-check
import { formatDuration } from './duration.mjs';

/**
 * @typedef {{ id: string, title: string, startedAt: number, detail?: string }} RunningStep
 * @typedef {{ outcome: 'done' | 'current' | 'failed', milliseconds: number, note?: string }} StepOutcome
 * @typedef {{ isTTY?: boolean, columns?: number, write(text: string): unknown }} Output
 */

/** How often a running step is reported without a terminal. */
export const plainReportSeconds = 60;

/** How often the live lines are redrawn. */
const liveFrameMilliseconds = 200;

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/**
 * Shows which steps run and for how long: on a terminal one live line for each running step, elsewhere (CI, a file) plain lines.
 */
export class Progress {
  /** @type {Map<string, RunningStep & { reportedAt: number }>} */
  #running = new Map();
  #drawnLines = 0;
  #frame = 0;
  /** @type {NodeJS.Timeout | undefined} */
  #timer;

  /** @param {{ output?: Output, now?: () => number, live?: boolean }} [options] */
  constructor({ output = process.stdout, now = Date.now, live } = {}) {
    this.output = output;
    this.now = now;
    this.live = live ?? (output.isTTY === true && !process.env.CI);
  }

  /** @param {{ id: string, title: string }} step */
  started({ id, title }) {
    const startedAt = this.now();
    this.#running.set(id, { id, title, startedAt, reportedAt: startedAt });
    if (this.live) {
      this.#redraw();
    } else {
      this.#print(`  ... ${title}`);
    }
    this.#timer ??= setInterval(
      () => this.tick(),
      this.live ? liveFrameMilliseconds : 1000,
    ).unref();
  }

  /**
   * Sets the latest relevant line of a running step's output.
   * @param {string} id
   * @param {string} detail
   */
  detail(id, detail) {
    const step = this.#running.get(id);
    if (step) {
      step.detail = detail;
    }
  }

  /** Called by the timer, and by tests that use their own clock. */
  tick() {
    if (this.live) {
      this.#frame += 1;
      this.#redraw();
      return;
    }
    for (const step of this.#running.values()) {
      if (this.now() - step.reportedAt >= plainReportSeconds * 1000) {
        step.reportedAt = this.now();
        this.#print(`  ... ${runningText(step, this.now())}`);
      }
    }
  }

  /**
   * @param {{ id: string, title: string }} step
   * @param {StepOutcome} outcome
   */
  ended({ id, title }, outcome) {
    this.#running.delete(id);
    this.#print(outcomeLine(title, outcome));
    if (this.#running.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  /**
   * Prints a line above the live lines.
   * @param {string} line
   */
  say(line) {
    this.#print(line);
  }

  /** @param {string} line */
  #print(line) {
    this.#erase();
    this.output.write(`${line}\n`);
    if (this.live) {
      this.#redraw();
    }
  }

  #erase() {
    if (this.#drawnLines > 0) {
      this.output.write(`\x1b[${this.#drawnLines}A\x1b[0J`);
    }
    this.#drawnLines = 0;
  }

  #redraw() {
    const width = (this.output.columns ?? 80) - 1;
    const sign = frames[this.#frame % frames.length];
    const lines = [...this.#running.values()].map(step =>
      `  ${sign}   ${runningText(step, this.now())}`.slice(0, width),
    );
    this.#erase();
    if (lines.length > 0) {
      this.output.write(`${lines.join('\n')}\n`);
    }
    this.#drawnLines = lines.length;
  }
}

/**
 * @param {RunningStep} step
 * @param {number} now
 */
function runningText({ title, startedAt, detail }, now) {
  const elapsed = formatDuration(now - startedAt);
  return `${title}: ${elapsed}${detail ? ` (${detail})` : ''}`;
}

/**
 * @param {string} title
 * @param {StepOutcome} outcome
 */
function outcomeLine(title, { outcome, milliseconds, note }) {
  const more = note ? ` (${note})` : '';
  if (outcome === 'current') {
    return `  ok  ${title}: up to date${more}`;
  }
  const time = formatDuration(milliseconds);
  return outcome === 'done'
    ? `  ok  ${title}: ${time}${more}`
    : `  FAIL ${title}: after ${time}${more}`;
}
