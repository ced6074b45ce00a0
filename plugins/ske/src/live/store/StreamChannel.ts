import type {
  SkeError,
  WatchManyEvent,
} from '@kratix-portal/plugin-ske-common';
import { Backoff } from './Backoff';
import { ChannelCollections } from './ChannelCollections';
import type { Collection } from './Collection';
import type { LiveEnvironment } from './LiveEnvironment';
import type { LiveTransport } from './LiveTransport';
import { PlannedCall } from './PlannedCall';
import { kindOfFailure, type FailureKind } from './readFailure';
import { membersNamedBy } from './membersNamedBy';
import { isWatchRefused } from './isWatchRefused';
import { errorOfEvent, errorOfRun } from './runErrors';
import { StreamRun, type RunEnd } from './StreamRun';
import type { TokenRejections } from './TokenRejections';

/** The hooks of one page mount within one task, so this delay puts their queries into one stream. */
const ADD_DELAY_MS = 20;
/** A new stream would start a running list from the beginning, so a new subscription waits for the list, but not for long. */
const LIST_PATIENCE_MS = 500;
/** Subscriptions that no component needs cost little, so several are removed together. */
const REMOVE_DELAY_MS = 2_000;
/** When a stream ends and is opened again, the page shows an interruption only if this takes longer. */
const QUIET_REOPEN_MS = 1_500;
/** A stream that lives for less counts as a failure. */
const STEADY_MS = 5_000;
/** Comments come every 20 seconds. */
const FRESH_MS = 25_000;
/** The other tabs of the user may use all streams and subscriptions that a user may have. */
const CROWDED_RUNS = 3;
/** A collection that was live is polled after this many refusals of its watch in a row. */
const REFUSALS_UNTIL_POLLED = 3;

/** What a channel reports. */
export interface ChannelListener {
  onChange(collection: Collection): void;
  onStatus(): void;
  onSignedOut(error: SkeError): void;
  /** Called when the user may not watch a collection, so that it has left the channel and must be polled. */
  onWatchRefused(collection: Collection, error: SkeError): void;
  /** Called when streams do not work here, or when this stream no longer delivers after it had worked. */
  onUnsupported(options: { mayWorkAgain: boolean }): void;
}

/** The state of a channel. */
export interface ChannelState {
  status: 'idle' | 'connecting' | 'live' | 'reconnecting';
  retryAt?: number;
  error?: SkeError;
}

/** Keeps one stream open for a set of collections: opens it again after each end, with the cursors of the collections. */
export class StreamChannel {
  readonly collections: ChannelCollections;
  readonly #transport: LiveTransport;
  readonly #environment: LiveEnvironment;
  readonly #listener: ChannelListener;
  readonly #rejections: TokenRejections;
  readonly #backoff: Backoff;
  readonly #opening: PlannedCall;
  /** Ends the time in which an interruption is not shown. */
  readonly #quiet: PlannedCall;
  /** Ends the time in which a member may be live without being synced. */
  readonly #slow: PlannedCall;
  #state: ChannelState = { status: 'idle' };
  #run: StreamRun | undefined;
  #isSuspended = false;
  #crowdedRuns = 0;
  /** Whether the stream works although the cluster behind it does not respond. */
  #isClusterLost = false;

  constructor(options: {
    transport: LiveTransport;
    environment: LiveEnvironment;
    listener: ChannelListener;
    rejections: TokenRejections;
  }) {
    const { environment } = options;
    this.#transport = options.transport;
    this.#environment = environment;
    this.#listener = options.listener;
    this.#rejections = options.rejections;
    this.collections = new ChannelCollections({
      environment,
      onChange: options.listener.onChange,
    });
    this.#backoff = new Backoff(environment);
    this.#opening = new PlannedCall(environment, () => this.#open());
    this.#quiet = new PlannedCall(environment, () => this.#endQuiet());
    this.#slow = new PlannedCall(environment, () => this.#markSlow());
  }

  get state(): ChannelState {
    return this.#state;
  }

  add(collection: Collection): void {
    this.collections.add(collection);
    if (!this.#isSuspended) {
      this.#opening.in(this.#run?.isListing ? LIST_PATIENCE_MS : ADD_DELAY_MS);
    }
  }

  remove(collection: Collection): void {
    if (!this.collections.delete(collection) || this.#isSuspended) {
      return;
    }
    if (this.collections.size > 0) {
      this.#opening.in(REMOVE_DELAY_MS);
    } else {
      this.#stop();
    }
  }

  /** Opens the stream at once, without the delay of earlier failures. */
  reconnect(): void {
    this.#isSuspended = false;
    this.#backoff.reset();
    this.#crowdedRuns = 0;
    this.#isClusterLost = false;
    for (const collection of this.collections) {
      collection.retryAt = undefined;
    }
    this.#opening.holdUntil(0);
    this.#opening.in(0);
  }

  /** Closes the stream and keeps everything that is needed to continue. */
  suspend(): void {
    this.#isSuspended = true;
    this.#stop();
    this.collections.markLive();
  }

  /** Ends the open stream as failed. */
  interrupt(error: SkeError): void {
    this.#run?.fail(error);
  }

  /** Notices a stream that died while the browser paused the page. */
  checkAfterPause(): void {
    const isFresh =
      this.#run && this.#environment.now() - this.#run.lastActivity <= FRESH_MS;
    if (!isFresh) {
      this.reconnect();
    }
  }

  #stop(): void {
    this.#closeRun();
    this.#opening.cancel();
    this.#quiet.cancel();
    this.#isClusterLost = false;
    this.#setState({ status: 'idle' });
  }

  #closeRun(): void {
    this.#run?.confirmMembers();
    this.#run?.close();
    this.#run = undefined;
    this.#slow.cancel();
  }

  #open(): void {
    this.#closeRun();
    const now = this.#environment.now();
    const members = this.collections.due(now);
    if (members.length === 0) {
      this.#setState({ status: 'idle' });
    } else {
      this.#start(members);
    }
    this.#planRetries();
  }

  #start(members: readonly Collection[]): void {
    const run: StreamRun = new StreamRun({
      members,
      attempt: this.#rejections.begin(),
      environment: this.#environment,
      listener: {
        onActivity: () => this.#onActivity(),
        onEvent: (member, event) => this.#onEvent(run, member, event),
        onEnd: end => this.#onEnd(run, end),
      },
    });
    this.#run = run;
    this.#startQuiet();
    run.start(this.#transport);
  }

  /** Plans the next opening for the collections that wait for a retry. */
  #planRetries(): void {
    const now = this.#environment.now();
    this.collections
      .retryTimes(now)
      .forEach(retryAt => this.#opening.in(retryAt - now));
  }

  #onActivity(): void {
    this.#quiet.cancel();
    if (!this.#isClusterLost) {
      this.#setState({ status: 'live' });
    }
    this.#slow.cancel();
    this.#slow.in(QUIET_REOPEN_MS);
  }

  #onEvent(run: StreamRun, member: Collection, event: WatchManyEvent): void {
    if (!this.collections.has(member)) {
      return;
    }
    if (event.type === 'end') {
      this.#onMemberEnd(run, member, event);
      return;
    }
    member.apply(event, this.#environment.now());
    this.#listener.onChange(member);
    if (event.type === 'synced') {
      this.#rejections.accept(run.attempt);
      this.#noteCluster(run);
      this.#openEarlier(run);
    }
  }

  /** When the lists are complete, a waiting change of the set is made at once. */
  #openEarlier(run: StreamRun): void {
    const now = this.#environment.now();
    const isWaiting = this.collections
      .due(now)
      .some(each => !run.members.includes(each));
    if (isWaiting && !run.isListing) {
      this.#opening.in(0);
    }
  }

  #onMemberEnd(
    run: StreamRun,
    member: Collection,
    event: WatchManyEvent & { type: 'end' },
  ): void {
    const error = errorOfEvent(event);
    const kind = this.#kindOf(run, error);
    if (kind === 'signed-out' && error) {
      this.#listener.onSignedOut(error);
      return;
    }
    if (error && isWatchRefused(member, error) && !mayBeStarting(member)) {
      this.#release(member);
      this.#listener.onWatchRefused(member, error);
    } else {
      const delay = this.collections.fail(member, { kind, error });
      this.#opening.in(delay);
    }
    this.#noteCluster(run, error);
  }

  /** Removes a collection that the open stream does not follow, so the stream stays open. */
  #release(member: Collection): void {
    this.collections.delete(member);
    if (this.collections.size === 0) {
      this.#stop();
    }
  }

  /** If no collection can be followed, and the reason is not a refusal, the connection counts as lost although the stream is open. */
  #noteCluster(run: StreamRun, error?: SkeError): void {
    const waiting = this.collections.interrupted();
    const isLost = waiting.length > 0 && !run.isFollowing;
    if (isLost) {
      const retryAt = Math.min(...waiting.map(each => each.retryAt ?? 0));
      this.#setState({ status: 'reconnecting', retryAt, error });
    } else if (this.#isClusterLost) {
      this.#setState({ status: 'live' });
    }
    this.#isClusterLost = isLost;
  }

  #onEnd(run: StreamRun, end: RunEnd): void {
    this.#closeRun();
    const error = errorOfRun(end);
    const kind = this.#kindOf(run, error);
    const isCrowded = error?.code === 'too-many-requests';
    this.#crowdedRuns = isCrowded ? this.#crowdedRuns + 1 : 0;
    if (
      kind === 'unsupported' ||
      end.cause === 'silence' ||
      this.#crowdedRuns >= CROWDED_RUNS
    ) {
      this.#listener.onUnsupported({ mayWorkAgain: run.isActive });
    } else if (kind === 'signed-out' && error) {
      this.#listener.onSignedOut(error);
    } else if (kind === 'refused') {
      this.#refuseMembers(run, error);
    } else {
      this.#openAfter(run, end, error);
    }
  }

  #kindOf(run: StreamRun, error: SkeError | undefined): FailureKind {
    return error ? this.#rejections.kindOf(error, run.attempt) : 'retry';
  }

  /** The backend rejects all subscriptions if one of them is invalid, and its error lists the invalid ones. The others are then opened without them. */
  #refuseMembers(run: StreamRun, error: SkeError | undefined): void {
    const invalid = membersNamedBy(error, run.members);
    const refused = invalid.length > 0 ? invalid : run.members;
    for (const member of refused) {
      this.collections.fail(member, {
        kind: 'refused',
        error,
      });
    }
    this.#quiet.cancel();
    if (refused.length < run.members.length) {
      this.#opening.in(this.#backoff.next());
    } else {
      this.#setState({ status: 'live' });
      this.#planRetries();
    }
  }

  #openAfter(run: StreamRun, end: RunEnd, error: SkeError | undefined): void {
    const now = this.#environment.now();
    const isSteady = run.isActive && now - run.openedAt >= STEADY_MS;
    if (isSteady) {
      this.#backoff.reset();
    }
    if (isSteady && isPlanned(end)) {
      this.#startQuiet();
      this.#opening.in(0);
      return;
    }
    const isAtOnce =
      end.cause === 'clock-jump' ||
      (error && kindOfFailure(error) === 'token' && this.#rejections.isFirst);
    const asked = (error?.retryAfterSeconds ?? 0) * 1_000;
    const delay = Math.max(asked, isAtOnce ? 0 : this.#backoff.next());
    this.#quiet.cancel();
    this.collections.markInterrupted({ error });
    this.#setState({
      status: 'reconnecting',
      retryAt: now + delay,
      ...(error && { error }),
    });
    this.#opening.holdUntil(now + asked);
    this.#opening.in(delay);
  }

  /** An interruption is shown only if the stream is not open again soon. */
  #startQuiet(): void {
    if (this.#state.status === 'idle') {
      this.#setState({ status: 'connecting' });
    }
    this.#quiet.in(QUIET_REOPEN_MS);
  }

  #endQuiet(): void {
    this.collections.markLive();
    const { status } = this.#state;
    if (status === 'live' || (status === 'connecting' && this.#isShown)) {
      this.#setState({ status: 'reconnecting' });
    }
  }

  /** Whether the page shows anything that may be out of date. */
  get #isShown(): boolean {
    return [...this.collections].some(({ isKnown }) => isKnown);
  }

  #markSlow(): void {
    if (this.#run) {
      this.collections.markUnsynced(this.#run);
    }
  }

  #setState(state: ChannelState): void {
    this.#state = state;
    this.#listener.onStatus();
  }
}

/** Whether a refusal may come from an API server that has just started, and does not know all roles yet. */
function mayBeStarting(member: Collection): boolean {
  return (
    member.wasFollowed &&
    !member.watchRefusal &&
    member.failures < REFUSALS_UNTIL_POLLED - 1
  );
}

function isPlanned(end: RunEnd): boolean {
  return (
    end.cause === 'end' &&
    (end.event.reason === 'token-expired' || end.event.reason === 'time-limit')
  );
}
