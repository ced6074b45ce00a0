import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { WatchManyEvent } from '@kratix-portal/plugin-ske-common';
import { toWatchError } from './toWatchError';
import { Backoff } from './Backoff';
import type { Collection } from './Collection';
import type { LiveEnvironment } from './LiveEnvironment';
import type { LiveTransport } from './LiveTransport';
import { kindOfFailure, toSkeError } from './readFailure';
import { StreamRun, type RunEnd } from './StreamRun';

/** The hooks of one page mount within one task, and become one stream. */
const ADD_DELAY_MS = 20;
/** A running list would start from the beginning, so a new subscription waits for it, but not for long. */
const LIST_PATIENCE_MS = 500;
/** Subscriptions that no component needs cost little, so several are removed together. */
const REMOVE_DELAY_MS = 2_000;
/** A stream that is opened again at once is not shown as an interruption unless it takes longer. */
const QUIET_REOPEN_MS = 1_500;
/** A stream that lives for less counts as a failure. */
const STEADY_MS = 5_000;
/** Rights and kinds change, but rarely. */
const REFUSED_RETRY_MS = 60_000;
const REFUSED_RETRY_LONGEST_MS = 5 * 60_000;
/** A proxy that holds the stream back must do so twice before lists replace it. */
const SILENT_RUNS = 2;

/** What a channel reports to the store. */
export interface ChannelListener {
  onChange(collection: Collection): void;
  onStatus(): void;
  onSignedOut(error: SkeError): void;
  /** Streams do not work here. */
  onUnsupported(error: SkeError | undefined): void;
}

/** The state of a channel. */
export interface ChannelState {
  status: 'idle' | 'connecting' | 'live' | 'reconnecting';
  retryAt?: number;
  error?: SkeError;
}

/** Keeps one stream open for a set of collections: opens it again after each end, with the cursors of the collections. */
export class StreamChannel {
  readonly collections = new Set<Collection>();
  readonly #transport: LiveTransport;
  readonly #environment: LiveEnvironment;
  readonly #listener: ChannelListener;
  readonly #backoff: Backoff;
  #state: ChannelState = { status: 'idle' };
  #run: StreamRun | undefined;
  #openedAt = 0;
  #isSuspended = false;
  #silentRuns = 0;
  #tokenFailures = 0;
  #openAt: number | undefined;
  #cancelOpen: () => void = () => {};
  #cancelQuiet: (() => void) | undefined;
  #cancelSlow: () => void = () => {};
  /** The backend asked to wait until then. */
  #notBefore = 0;

  constructor(options: {
    transport: LiveTransport;
    environment: LiveEnvironment;
    listener: ChannelListener;
  }) {
    this.#transport = options.transport;
    this.#environment = options.environment;
    this.#listener = options.listener;
    this.#backoff = new Backoff(options.environment);
  }

  get state(): ChannelState {
    return this.#state;
  }

  add(collection: Collection): void {
    this.collections.add(collection);
    if (this.#isSuspended) {
      return;
    }
    this.#openIn(this.#run?.isListing ? LIST_PATIENCE_MS : ADD_DELAY_MS);
  }

  remove(collection: Collection): void {
    if (!this.collections.delete(collection) || this.#isSuspended) {
      return;
    }
    if (this.collections.size === 0) {
      this.#closeRun();
      this.#cancelOpening();
      this.#endQuietly();
      this.#setState({ status: 'idle' });
    } else {
      this.#openIn(REMOVE_DELAY_MS);
    }
  }

  /** Opens the stream at once, without the delay of earlier failures. */
  reconnect(): void {
    this.#isSuspended = false;
    this.#notBefore = 0;
    this.#backoff.reset();
    this.#silentRuns = 0;
    this.#tokenFailures = 0;
    for (const collection of this.collections) {
      collection.retryAt = undefined;
    }
    this.#openIn(0);
  }

  /** Closes the stream and keeps everything that is needed to continue. */
  suspend(): void {
    this.#isSuspended = true;
    const asOf = this.#run?.lastActivity;
    this.#closeRun();
    this.#cancelOpening();
    this.#endQuietly();
    this.#setState({ status: 'idle' });
    this.#staleLive({ asOf });
  }

  /** Notices a stream that died while the browser paused the page. */
  checkAfterPause(): void {
    const { lastActivity } = this.#run ?? {};
    const isOld =
      lastActivity !== undefined &&
      this.#environment.now() - lastActivity > 25_000;
    if (isOld || (!this.#run && !this.#isSuspended)) {
      this.reconnect();
    }
  }

  #openIn(wanted: number): void {
    const now = this.#environment.now();
    const delay = Math.max(wanted, this.#notBefore - now);
    const openAt = now + delay;
    if (this.#openAt !== undefined && this.#openAt <= openAt) {
      return;
    }
    this.#cancelOpening();
    this.#openAt = openAt;
    this.#cancelOpen = this.#environment.after(delay, () => this.#open());
  }

  #cancelOpening(): void {
    this.#cancelOpen();
    this.#openAt = undefined;
  }

  #open(): void {
    this.#cancelOpening();
    const asOf = this.#run?.lastActivity;
    this.#closeRun();
    const now = this.#environment.now();
    const members = [...this.collections].filter(
      ({ retryAt }) => retryAt === undefined || retryAt <= now,
    );
    if (members.length === 0) {
      this.#setState({ status: 'idle' });
    } else {
      this.#openedAt = now;
      const run = new StreamRun({
        members,
        environment: this.#environment,
        listener: {
          onActivity: () => this.#onActivity(),
          onEvent: (member, event) => this.#onEvent(run, member, event),
          onEnd: end => this.#onEnd(run, end),
        },
      });
      this.#run = run;
      this.#awaitQuietly(asOf);
      run.start(this.#transport);
    }
    this.#openForRetries(now);
  }

  /** Plans the next opening for the collections that wait for a retry. */
  #openForRetries(now: number): void {
    const times = [...this.collections].flatMap(({ retryAt }) =>
      retryAt !== undefined && retryAt > now ? [retryAt] : [],
    );
    if (times.length > 0) {
      this.#openIn(Math.min(...times) - now);
    }
  }

  #closeRun(): void {
    this.#run?.close();
    this.#run = undefined;
    this.#cancelSlow();
  }

  #onActivity(): void {
    this.#endQuietly();
    this.#setState({ status: 'live' });
    this.#watchForSlowMembers();
  }

  #onEvent(run: StreamRun, member: Collection, event: WatchManyEvent): void {
    if (!this.collections.has(member)) {
      return;
    }
    const now = this.#environment.now();
    if (event.type === 'end') {
      this.#onMemberEnd(run, member, event);
    } else {
      member.apply(event, now);
      if (event.type === 'synced') {
        this.#tokenFailures = 0;
      }
      this.#listener.onChange(member);
      if (!run.isListing && this.#openAt !== undefined) {
        this.#openEarlier();
      }
    }
  }

  /** The lists are complete, so a waiting change of the set need not wait any longer. */
  #openEarlier(): void {
    const added = [...this.collections].some(
      each =>
        !this.#run?.members.includes(each) &&
        (each.retryAt === undefined || each.retryAt <= this.#environment.now()),
    );
    if (added) {
      this.#openIn(0);
    }
  }

  #onMemberEnd(
    run: StreamRun,
    member: Collection,
    event: WatchManyEvent & { type: 'end' },
  ): void {
    const error = toWatchError(event);
    const kind = this.#kindOf(event.reason, error);
    if (kind === 'signed-out') {
      this.#listener.onSignedOut(error ?? sessionEnded());
      return;
    }
    const now = this.#environment.now();
    member.failures++;
    if (kind === 'relist' || kind === 'refused') {
      member.cursor = undefined;
    }
    const delay =
      kind === 'refused'
        ? Math.min(
            REFUSED_RETRY_MS * 2 ** (member.failures - 1),
            REFUSED_RETRY_LONGEST_MS,
          )
        : memberDelay(member, error);
    member.retryAt = now + delay;
    this.#stale(member, {
      asOf: run.lastActivity,
      error,
      status: kind === 'refused' ? 'refused' : 'reconnecting',
    });
    this.#openIn(delay);
  }

  #onEnd(run: StreamRun, end: RunEnd): void {
    this.#run = undefined;
    const error = errorOf(end);
    this.#silentRuns = end.cause === 'silence' ? this.#silentRuns + 1 : 0;
    if (this.#silentRuns >= SILENT_RUNS) {
      this.#listener.onUnsupported(error);
      return;
    }
    const reason = end.cause === 'end' ? end.event.reason : undefined;
    switch (this.#kindOf(reason, error)) {
      case 'signed-out':
        this.#listener.onSignedOut(error ?? sessionEnded());
        break;
      case 'unsupported':
        this.#listener.onUnsupported(error);
        break;
      case 'refused':
        this.#refuseAll(run, error);
        break;
      default:
        this.#openAfter(run, { end, reason, error });
    }
  }

  #kindOf(reason: string | undefined, error: SkeError | undefined) {
    if (reason === 'session-ended') {
      return 'signed-out';
    }
    const kind = error ? kindOfFailure(error) : 'retry';
    if (kind === 'token') {
      this.#tokenFailures++;
      return this.#tokenFailures > 1 ? 'signed-out' : 'retry';
    }
    return kind;
  }

  #refuseAll(run: StreamRun, error: SkeError | undefined): void {
    const now = this.#environment.now();
    for (const member of run.members) {
      member.retryAt = now + REFUSED_RETRY_MS;
      this.#stale(member, {
        asOf: run.lastActivity,
        error,
        status: 'refused',
      });
    }
    this.#setState({ status: 'live' });
    this.#openForRetries(now);
  }

  #openAfter(
    run: StreamRun,
    details: { end: RunEnd; reason?: string; error?: SkeError },
  ): void {
    const { end, reason, error } = details;
    const now = this.#environment.now();
    const wasSteady = run.isActive && now - this.#openedAt >= STEADY_MS;
    if (wasSteady) {
      this.#backoff.reset();
    }
    const isPlanned =
      (reason === 'token-expired' || reason === 'time-limit') && wasSteady;
    const isAtOnce =
      isPlanned ||
      end.cause === 'clock-jump' ||
      end.cause === 'silence' ||
      (error?.code === 'no-credentials' && this.#tokenFailures === 1);
    let delay = isAtOnce ? 0 : this.#backoff.next();
    if (error?.retryAfterSeconds !== undefined) {
      delay = Math.max(delay, error.retryAfterSeconds * 1_000);
      this.#notBefore = now + delay;
    }
    if (isPlanned) {
      this.#awaitQuietly(run.lastActivity);
    } else {
      this.#endQuietly();
      this.#staleAll({ asOf: run.lastActivity, error });
      this.#setState({
        status: 'reconnecting',
        retryAt: now + delay,
        ...(error && { error }),
      });
    }
    this.#openIn(delay);
  }

  /** Shows an interruption only if the stream is not open again soon. */
  #awaitQuietly(asOf: number | undefined): void {
    if (this.#state.status === 'idle') {
      this.#setState({ status: 'connecting' });
    }
    this.#cancelQuiet ??= this.#environment.after(QUIET_REOPEN_MS, () => {
      this.#cancelQuiet = undefined;
      if (!this.#run?.isActive && !this.#isSuspended) {
        this.#staleLive({ asOf });
        if (this.#state.status === 'live') {
          this.#setState({ status: 'reconnecting' });
        }
      }
    });
  }

  #endQuietly(): void {
    this.#cancelQuiet?.();
    this.#cancelQuiet = undefined;
  }

  /** A member that is not synced in time was live in the stream before, and no longer is. */
  #watchForSlowMembers(): void {
    const run = this.#run;
    this.#cancelSlow();
    this.#cancelSlow = this.#environment.after(QUIET_REOPEN_MS, () => {
      if (run && this.#run === run) {
        for (const member of run.members) {
          if (!run.synced.has(member) && member.status === 'live') {
            this.#stale(member, { asOf: this.#openedAt });
          }
        }
      }
    });
  }

  #staleLive(options: { asOf?: number }): void {
    for (const collection of this.collections) {
      if (collection.status === 'live') {
        this.#stale(collection, options);
      }
    }
  }

  #staleAll(options: { asOf?: number; error?: SkeError }): void {
    for (const collection of this.collections) {
      if (collection.status !== 'refused') {
        this.#stale(collection, options);
      }
    }
  }

  #stale(
    collection: Collection,
    options: {
      asOf?: number;
      error?: SkeError;
      status?: 'refused' | 'reconnecting';
    },
  ): void {
    collection.setStale(options.status ?? 'reconnecting', options);
    this.#listener.onChange(collection);
  }

  #setState(state: ChannelState): void {
    this.#state = state;
    this.#listener.onStatus();
  }
}

function memberDelay(member: Collection, error: SkeError | undefined): number {
  const asked = (error?.retryAfterSeconds ?? 0) * 1_000;
  return Math.max(asked, Math.min(1_000 * 2 ** (member.failures - 1), 30_000));
}

function errorOf(end: RunEnd): SkeError | undefined {
  switch (end.cause) {
    case 'error':
      return toSkeError(end.error);
    case 'end':
      return toWatchError(end.event);
    case 'silence':
      return new SkeError({
        code: 'timeout',
        message: 'Nothing arrived over the connection for 45 seconds.',
        hint: 'The page tries again by itself.',
      });
    default:
      return undefined;
  }
}

function sessionEnded(): SkeError {
  return new SkeError({
    code: 'session-ended',
    message: 'Your session has ended.',
    hint: 'Sign in again.',
  });
}
