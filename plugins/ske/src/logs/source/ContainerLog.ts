import {
  SkeError,
  type PipelineLogQuery,
} from '@kratix-portal/plugin-ske-common';
import { LineSplitter } from '../buffer/LineSplitter';
import { LogBuffer } from '../buffer/LogBuffer';
import { splitTime } from '../buffer/LogLine';
import { SeenLines } from '../buffer/SeenLines';
import { afterFailure } from './afterFailure';
import { collectLines } from './collectLines';
import type { LogSource } from './LogSource';
import type { LogState } from './LogState';
import { browserClock, type LogClock, type LogTransport } from './LogTransport';

/** New lines reach the page this often, in milliseconds. */
const FLUSH_INTERVAL = 150;
/** Seconds by which a resumed log reaches further back, since the clocks of browser and node differ. */
const SLACK_SECONDS = 10;
/**
 * A resumed log starts with lines that were read before, and they arrive at once. After so many milliseconds without one, the log does not
 * reach back far enough.
 */
const OVERLAP_TIMEOUT = 5_000;
/** A log that ends before its container is opened again after so many milliseconds, and twice as many after each end without a new line. */
const EARLY_END_PAUSE = 1_000;
const MAX_EARLY_END_PAUSE = 30_000;
/** At this factor, the whole log is read instead. */
const MAX_REACH_BACK = 64;

/** The attempt of a container whose log is read. */
export type ContainerLogQuery = Omit<
  PipelineLogQuery,
  'follow' | 'timestamps' | 'sinceSeconds' | 'tailLines' | 'previous'
>;

/** What a {@link ContainerLog} needs in addition to its query. */
export interface ContainerLogOptions {
  transport: LogTransport;
  clock?: LogClock;
  buffer?: LogBuffer;
  /** Called when the log has ended while the page believes that the container runs. The page should look at the container. */
  onUnexpectedEnd?(): void;
}

/**
 * Reads the log of one attempt of a container, follows it, and continues after an interruption without a lost or a repeated line.
 *
 * A log that is cut ends with a broken connection or before its container ends, because the API server closes its response as usual when it loses the
 * kubelet. All other logs that end are `complete`. Lines are compared by the time that the kubelet writes before them.
 *
 * When the container is started again, the same call returns the log of the next attempt, and the rest of this one is in the log before the restart.
 */
export class ContainerLog {
  readonly buffer: LogBuffer;
  readonly #query: ContainerLogQuery;
  readonly #transport: LogTransport;
  readonly #clock: LogClock;
  readonly #onUnexpectedEnd: () => void;
  readonly #seen = new SeenLines();
  readonly #listeners = new Set<() => void>();
  #state: LogState = { phase: 'loading' };
  #version = 0;
  #abort: AbortController | undefined;
  #cancelRetry: (() => void) | undefined;
  #cancelFlush: (() => void) | undefined;
  #failures = 0;
  /** How many times the log has ended before its container, since the last new line. */
  #earlyEnds = 0;
  #source: LogSource = 'ended';
  #lastLineAt = 0;
  /** Multiplied when a resumed log starts later than the lines that were read. */
  #reachBack = 1;

  constructor(query: ContainerLogQuery, options: ContainerLogOptions) {
    this.#query = query;
    this.#transport = options.transport;
    this.#clock = options.clock ?? browserClock;
    this.#onUnexpectedEnd = options.onUnexpectedEnd ?? (() => {});
    this.buffer = options.buffer ?? new LogBuffer();
  }

  get state(): LogState {
    return this.#state;
  }

  /** Changes with every change that a page must draw. */
  get version(): number {
    return this.#version;
  }

  /** Calls back after changes, at most every 150 milliseconds for new lines. Returns a function that stops it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Where the log is, as far as the page knows. The page may learn later than the log that the container has ended. */
  set source(source: LogSource) {
    const hasRestarted = isBeforeRestart(source) && source !== this.#source;
    this.#source = source;
    const isOfThisAttempt = this.#seen.canResume && !this.#seen.awaitsOverlap;
    if (
      hasRestarted &&
      (this.#cancelRetry || (this.#abort && !isOfThisAttempt))
    ) {
      this.stop();
      this.start();
    }
  }

  /** Starts to read, or tries again at once. Does nothing while the log is being read, and after it is complete. */
  start(): void {
    if (this.#abort || this.#state.phase === 'complete') {
      return;
    }
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
    if (this.#source === 'lost') {
      this.#setState({ phase: 'gone' });
      return;
    }
    this.#abort = new AbortController();
    void this.#read(this.#abort);
  }

  /** Stops to read. The lines stay, and `start` continues after them. */
  stop(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
    const abort = this.#abort;
    this.#abort = undefined;
    abort?.abort();
    this.#flush();
  }

  async #read(abort: AbortController): Promise<void> {
    try {
      if (this.#source === 'previous' && this.#seen.canResume) {
        await this.#readRest(abort);
      } else {
        await this.#follow(abort);
      }
    } catch (error) {
      if (!abort.signal.aborted) {
        this.#failed(error);
      }
    }
  }

  async #readRest(abort: AbortController): Promise<void> {
    const isFound = await this.#takeRest(abort);
    if (!isFound && !abort.signal.aborted) {
      this.#abort = undefined;
      this.#setState({ phase: 'gone' });
    }
  }

  async #follow(abort: AbortController): Promise<void> {
    const splitter = new LineSplitter();
    this.#seen.resume();
    const cancelTimeout = this.#expectOverlap(abort);
    try {
      for await (const chunk of this.#open(abort.signal)) {
        if (abort.signal.aborted) {
          return;
        }
        this.#received();
        if (!this.#take(splitter.push(chunk))) {
          await this.#findLastLine(abort);
          return;
        }
      }
      if (!abort.signal.aborted) {
        await this.#ended(abort, splitter);
      }
    } finally {
      cancelTimeout();
    }
  }

  #expectOverlap(abort: AbortController): () => void {
    return this.#clock.after(OVERLAP_TIMEOUT, () => {
      if (!abort.signal.aborted && this.#isOverlapMissing()) {
        void this.#findLastLine(abort);
      }
    });
  }

  /** Whether the log was resumed at a time, and no line that was read before has arrived again. */
  #isOverlapMissing(): boolean {
    return this.#seen.awaitsOverlap && this.#sinceSeconds() !== undefined;
  }

  #open(signal: AbortSignal): AsyncIterable<string> {
    const sinceSeconds = this.#sinceSeconds();
    return this.#transport.readLogs(
      {
        ...this.#query,
        ...(this.#source === 'previous'
          ? { previous: true }
          : { follow: true }),
        timestamps: true,
        ...(sinceSeconds !== undefined && { sinceSeconds }),
      },
      { signal },
    );
  }

  /** Undefined reads the log from its start. */
  #sinceSeconds(): number | undefined {
    if (!this.#seen.canResume || this.#reachBack > MAX_REACH_BACK) {
      return undefined;
    }
    const sinceReceived = this.#clock.now() - this.#lastLineAt;
    const sinceWritten = this.#clock.now() - this.#seen.latestTime;
    const passed = Math.max(0, sinceReceived, sinceWritten) / 1000;
    return this.#reachBack * (Math.ceil(passed) + SLACK_SECONDS);
  }

  /** Returns false if the log does not reach back far enough, so that it must be opened again. */
  #take(raw: string[]): boolean {
    for (const each of raw) {
      const line = splitTime(each);
      if (this.#seen.overlapOf(line) === 'missing') {
        if (this.#sinceSeconds() !== undefined) {
          return false;
        }
        this.buffer.mark('lines-missing', this.#clock.now());
      }
      this.#add(line);
    }
    if (raw.length > 0) {
      this.#scheduleFlush();
    }
    return true;
  }

  #add(line: { time: string; text: string }): void {
    if (this.#seen.isNew(line)) {
      this.buffer.append(line);
      this.#lastLineAt = this.#clock.now();
      this.#reachBack = 1;
      this.#earlyEnds = 0;
    }
  }

  /** The last line is not in the resumed log. Either the container has restarted, or the log does not reach back far enough. */
  async #findLastLine(resumed: AbortController): Promise<void> {
    resumed.abort();
    const abort = new AbortController();
    this.#abort = abort;
    try {
      const isFound = this.#reachBack === 1 && (await this.#takeRest(abort));
      if (!isFound && !abort.signal.aborted) {
        this.#abort = undefined;
        this.#reachBack *= 8;
        this.start();
      }
    } catch (error) {
      if (!abort.signal.aborted) {
        this.#failed(error);
      }
    }
  }

  /** Reads the rest of this attempt from the log before the restart. Returns false if that is the log of another attempt. */
  async #takeRest(abort: AbortController): Promise<boolean> {
    const sinceSeconds = this.#sinceSeconds();
    const lines = await collectLines(
      this.#transport.readLogs(
        {
          ...this.#query,
          previous: true,
          timestamps: true,
          ...(sinceSeconds !== undefined && { sinceSeconds }),
        },
        { signal: abort.signal },
      ),
    );
    if (abort.signal.aborted || !lines || !this.#seen.isLastAmong(lines)) {
      return false;
    }
    this.#seen.resume();
    lines.forEach(line => this.#add(line));
    this.#complete();
    return true;
  }

  #received(): void {
    this.#failures = 0;
    if (this.#state.phase === 'following') {
      return;
    }
    if (this.#state.phase === 'interrupted') {
      this.buffer.mark('resumed', this.#clock.now());
    }
    this.#setState({ phase: 'following' });
  }

  async #ended(abort: AbortController, splitter: LineSplitter): Promise<void> {
    if (this.#source === 'growing') {
      this.#endedEarly();
    } else if (!this.#take(splitter.end()) || this.#isOverlapMissing()) {
      await this.#findLastLine(abort);
    } else {
      this.#complete();
    }
  }

  #complete(): void {
    this.#abort = undefined;
    this.#setState({ phase: 'complete' });
    if (this.#source === 'growing') {
      this.#onUnexpectedEnd();
    }
  }

  /** The last line may be incomplete, so it is read again with the next ones. */
  #endedEarly(): void {
    this.#abort = undefined;
    const pause = Math.min(
      MAX_EARLY_END_PAUSE,
      EARLY_END_PAUSE * 2 ** this.#earlyEnds,
    );
    this.#earlyEnds += 1;
    this.#cancelRetry = this.#clock.after(pause, () => this.start());
    this.#onUnexpectedEnd();
  }

  #failed(thrown: unknown): void {
    this.#abort = undefined;
    this.#failures += 1;
    const error = SkeError.is(thrown)
      ? thrown
      : new SkeError({
          code: 'internal',
          message: 'The log could not be read.',
          hint: 'Try again.',
          cause: thrown,
        });
    const { phase, retryInSeconds } = afterFailure(error, {
      failures: this.#failures,
      hasLines: this.buffer.total > 0,
    });
    if (phase === 'interrupted' && this.#state.phase === 'following') {
      this.buffer.mark('interrupted', this.#clock.now());
    }
    this.#setState({
      phase,
      error,
      ...(retryInSeconds !== undefined && {
        retryAt: this.#clock.now() + retryInSeconds * 1000,
      }),
    });
    if (retryInSeconds !== undefined) {
      this.#cancelRetry = this.#clock.after(retryInSeconds * 1000, () =>
        this.start(),
      );
    }
  }

  #setState(state: LogState): void {
    this.#state = state;
    this.#flush();
  }

  #scheduleFlush(): void {
    this.#cancelFlush ??= this.#clock.after(FLUSH_INTERVAL, () =>
      this.#flush(),
    );
  }

  #flush(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = undefined;
    this.#version += 1;
    this.#listeners.forEach(listener => listener());
  }
}

function isBeforeRestart(source: LogSource): boolean {
  return source === 'previous' || source === 'lost';
}
