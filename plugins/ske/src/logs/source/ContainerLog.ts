import {
  SkeError,
  type PipelineLogQuery,
} from '@kratix-portal/plugin-ske-common';
import { LineSplitter } from '../buffer/LineSplitter';
import { LogBuffer } from '../buffer/LogBuffer';
import { afterFailure } from './afterFailure';
import { collectLines } from './collectLines';
import { LogChanges } from './LogChanges';
import type { LogSource } from './LogSource';
import type { LogPhase, LogState } from './LogState';
import { browserClock, type LogClock, type LogTransport } from './LogTransport';
import { ReadLines } from './ReadLines';
import { SilenceWatch } from './SilenceWatch';

/**
 * A resumed log starts with lines that were read before, and they arrive at once. If none has arrived after this many milliseconds, the log does not
 * reach back far enough.
 */
const OVERLAP_TIMEOUT = 5_000;
/** If a log ends before its container ends, it is opened again after this many milliseconds. The time doubles after each end without a new line. */
const EARLY_END_PAUSE = 1_000;
const MAX_EARLY_END_PAUSE = 30_000;

/** Phases in which a log that was followed is interrupted. */
const PAUSES: readonly LogPhase[] = ['interrupted', 'refused', 'signed-out'];

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
  /** Called when the log has ended while the page believes that the container runs. The page should read the state of the container again. */
  onUnexpectedEnd?(): void;
  /** Called when the session has ended. The log continues with {@link ContainerLog.resume}. */
  onSignedOut?(error: SkeError): void;
}

/**
 * Reads the log of one attempt of a container, follows it, and continues after an interruption without a lost or a repeated line.
 *
 * When a log is cut, the connection breaks or the log ends before its container, because the API server ends its response without an error when it loses
 * the kubelet. All other logs that end are `complete`. Lines are compared by the time that the kubelet writes before them.
 *
 * When the container is started again, the same call returns the log of the next attempt. The rest of this attempt's log is then in the log before the restart.
 */
export class ContainerLog {
  readonly buffer: LogBuffer;
  readonly #query: ContainerLogQuery;
  readonly #options: ContainerLogOptions;
  readonly #clock: LogClock;
  readonly #lines: ReadLines;
  readonly #changes: LogChanges;
  readonly #silence: SilenceWatch;
  #state: LogState = { phase: 'loading' };
  #source: LogSource = 'ended';
  /** Set while a call is running. */
  #abort: AbortController | undefined;
  #cancelRetry: (() => void) | undefined;
  #failures = 0;
  /** How many times the log has ended before its container, since the last new line. */
  #earlyEnds = 0;

  constructor(query: ContainerLogQuery, options: ContainerLogOptions) {
    this.#query = query;
    this.#options = options;
    this.#clock = options.clock ?? browserClock;
    this.buffer = options.buffer ?? new LogBuffer();
    this.#lines = new ReadLines(this.buffer, this.#clock);
    this.#changes = new LogChanges(this.#clock);
    this.#silence = new SilenceWatch(this.#clock, () => this.#restart());
  }

  get state(): LogState {
    return this.#state;
  }

  /** A number that changes with every change that a page must draw. */
  get version(): number {
    return this.#changes.version;
  }

  /** Calls back after changes, at most every 150 milliseconds for new lines. Returns a function that stops it. */
  subscribe(listener: () => void): () => void {
    return this.#changes.subscribe(listener);
  }

  /** Sets where Kubernetes has the log, as far as the page knows. The page may learn of the end of the container later than the log does. */
  set source(source: LogSource) {
    const hasRestarted = isBeforeRestart(source) && source !== this.#source;
    this.#source = source;
    if (
      hasRestarted &&
      (this.#cancelRetry || (this.#abort && !this.#lines.isContinued))
    ) {
      this.#restart();
    }
  }

  /** Starts reading, or tries again at once. Does nothing while the log is being read, and after it is complete. */
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
    void this.#read(this.#startCall());
  }

  /** Stops reading. The lines stay, and `start` continues after them. */
  stop(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = undefined;
    this.#endCall();
    this.#changes.flush();
  }

  /**
   * Continues when the tab is shown, the network is back, or the user has signed in. A connection that may have broken meanwhile is opened again.
   */
  resume(): void {
    if (this.#abort) {
      this.#silence.check();
    } else if (this.#state.phase !== 'gone') {
      this.start();
    }
  }

  /** Ends a call that is running as failed. A browser may keep a connection for minutes after its network is gone. */
  interrupt(error: SkeError): void {
    if (this.#abort) {
      this.#failed(error);
    }
  }

  /** Stops reading until the user has signed in. */
  signOut(): void {
    if (!this.#abort && !this.#cancelRetry) {
      return;
    }
    this.#markInterrupted();
    this.stop();
    this.#setState({ phase: 'signed-out' });
  }

  #restart(): void {
    this.stop();
    this.start();
  }

  #startCall(): AbortController {
    this.#endCall();
    const abort = new AbortController();
    this.#abort = abort;
    this.#silence.start();
    return abort;
  }

  #endCall(): void {
    const abort = this.#abort;
    this.#abort = undefined;
    this.#silence.stop();
    abort?.abort();
  }

  async #read(abort: AbortController): Promise<void> {
    try {
      if (this.#source === 'previous' && this.#lines.canResume) {
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
      this.#endCall();
      this.#setState({ phase: 'gone' });
    }
  }

  async #follow(abort: AbortController): Promise<void> {
    const splitter = new LineSplitter();
    this.#lines.resume();
    const cancelTimeout = this.#expectOverlap(abort);
    try {
      for await (const chunk of this.#open(abort.signal)) {
        if (abort.signal.aborted) {
          return;
        }
        this.#received();
        if (!this.#take(splitter.push(chunk))) {
          await this.#findLastLine();
          return;
        }
      }
      if (!abort.signal.aborted) {
        await this.#ended(splitter);
      }
    } finally {
      cancelTimeout();
    }
  }

  #expectOverlap(abort: AbortController): () => void {
    return this.#clock.after(OVERLAP_TIMEOUT, () => {
      if (!abort.signal.aborted && this.#lines.isOverlapMissing) {
        void this.#findLastLine();
      }
    });
  }

  #open(signal: AbortSignal, isPrevious = this.#source === 'previous') {
    const { sinceSeconds } = this.#lines;
    return this.#options.transport.readLogs(
      {
        ...this.#query,
        ...(isPrevious ? { previous: true } : { follow: true }),
        timestamps: true,
        ...(sinceSeconds !== undefined && { sinceSeconds }),
      },
      { signal },
    );
  }

  /** Returns false if the log does not reach back far enough, so that it must be opened again. */
  #take(raw: readonly string[]): boolean {
    const result = this.#lines.take(raw);
    if (result === 'new') {
      this.#earlyEnds = 0;
      this.#silence.reset();
      this.#changes.plan();
    }
    return result !== 'too-late';
  }

  /** The last line is not in the resumed log. Either the container has restarted, or the log does not reach back far enough. */
  async #findLastLine(): Promise<void> {
    const abort = this.#startCall();
    try {
      const isFound = this.#lines.isFirstReach && (await this.#takeRest(abort));
      if (!isFound && !abort.signal.aborted) {
        this.#lines.reachFurtherBack();
        this.#restart();
      }
    } catch (error) {
      if (!abort.signal.aborted) {
        this.#failed(error);
      }
    }
  }

  /** Reads the rest of this attempt from the log before the restart. Returns false if that is the log of another attempt. */
  async #takeRest(abort: AbortController): Promise<boolean> {
    const rest = await collectLines(this.#open(abort.signal, true));
    if (abort.signal.aborted || !rest || !this.#lines.takeRest(rest)) {
      return false;
    }
    this.#complete();
    return true;
  }

  #received(): void {
    this.#failures = 0;
    this.#silence.note();
    if (this.#state.phase === 'following') {
      return;
    }
    if (this.buffer.marks.at(-1)?.kind === 'interrupted') {
      this.buffer.mark('resumed', this.#clock.now());
    }
    this.#setState({ phase: 'following' });
  }

  async #ended(splitter: LineSplitter): Promise<void> {
    if (this.#source === 'growing') {
      this.#endedEarly();
    } else if (!this.#take(splitter.end()) || this.#lines.isOverlapMissing) {
      await this.#findLastLine();
    } else {
      this.#complete();
    }
  }

  #complete(): void {
    this.#endCall();
    this.#setState({ phase: 'complete' });
    if (this.#source === 'growing') {
      this.#options.onUnexpectedEnd?.();
    }
  }

  /** The last line may be incomplete, so it is read again with the next ones. */
  #endedEarly(): void {
    this.#endCall();
    const pause = EARLY_END_PAUSE * 2 ** this.#earlyEnds;
    this.#earlyEnds += 1;
    this.#cancelRetry = this.#clock.after(
      Math.min(MAX_EARLY_END_PAUSE, pause),
      () => this.start(),
    );
    this.#options.onUnexpectedEnd?.();
  }

  #failed(thrown: unknown): void {
    this.#endCall();
    this.#failures += 1;
    const error = toSkeError(thrown);
    const { phase, retryInSeconds } = afterFailure(error, {
      failures: this.#failures,
      hasLines: this.buffer.total > 0,
    });
    if (PAUSES.includes(phase)) {
      this.#markInterrupted();
    }
    const retryAt =
      retryInSeconds && this.#clock.now() + retryInSeconds * 1_000;
    this.#setState({ phase, error, ...(retryAt && { retryAt }) });
    if (retryInSeconds !== undefined) {
      this.#cancelRetry = this.#clock.after(retryInSeconds * 1_000, () =>
        this.start(),
      );
    }
    if (phase === 'signed-out') {
      this.#options.onSignedOut?.(error);
    }
  }

  #markInterrupted(): void {
    if (this.#state.phase === 'following') {
      this.buffer.mark('interrupted', this.#clock.now());
    }
  }

  #setState(state: LogState): void {
    this.#state = state;
    this.#changes.flush();
  }
}

function isBeforeRestart(source: LogSource): boolean {
  return source === 'previous' || source === 'lost';
}

function toSkeError(thrown: unknown): SkeError {
  return SkeError.is(thrown)
    ? thrown
    : new SkeError({
        code: 'internal',
        message: 'The log could not be read.',
        hint: 'Try again.',
        cause: thrown,
      });
}
