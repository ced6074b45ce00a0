import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { WatchManyEvent } from '@kratix-portal/plugin-ske-common';
import type { Collection } from './Collection';
import type { LiveEnvironment } from './LiveEnvironment';
import type { LiveTransport } from './LiveTransport';

/** Comments come every 20 seconds, so two of them are missing. */
const SILENCE_MS = 45_000;
/** How often the clock is compared with the timer. */
const CHECK_MS = 5_000;
/** A timer that fires this much too late was suspended with the computer. */
const CLOCK_JUMP_MS = 10_000;

/** How a run ended. */
export type RunEnd =
  | { cause: 'end'; event: WatchManyEvent & { type: 'end' } }
  | { cause: 'error'; error: unknown }
  /** Nothing arrived for 45 seconds. */
  | { cause: 'silence' }
  /** The computer slept, so the connection may be dead. */
  | { cause: 'clock-jump' };

/** What a run reports. Nothing is reported after `onEnd` or {@link StreamRun.close}. */
export interface RunListener {
  onActivity(): void;
  onEvent(collection: Collection, event: WatchManyEvent): void;
  onEnd(end: RunEnd): void;
}

/** One call of `POST /watch`, from opening to its end. */
export class StreamRun {
  readonly members: readonly Collection[];
  /** The attempt in {@link TokenRejections}. */
  readonly attempt: number;
  readonly openedAt: number;
  /** When the last byte arrived, or when the stream was opened. */
  lastActivity: number;
  /** Whether any byte arrived. */
  isActive = false;
  /** The members whose list is complete. */
  readonly synced = new Set<Collection>();
  /** The members that the stream no longer follows. */
  readonly ended = new Set<Collection>();

  readonly #environment: LiveEnvironment;
  readonly #listener: RunListener;
  readonly #controller = new AbortController();
  #cancelCheck: () => void = () => {};
  #isOver = false;

  constructor(options: {
    members: readonly Collection[];
    attempt: number;
    environment: LiveEnvironment;
    listener: RunListener;
  }) {
    this.members = options.members;
    this.attempt = options.attempt;
    this.#environment = options.environment;
    this.#listener = options.listener;
    this.openedAt = options.environment.now();
    this.lastActivity = this.openedAt;
  }

  start(transport: Pick<LiveTransport, 'watchMany'>): void {
    const byId = new Map(
      this.members.map((member, index) => [`${index}`, member]),
    );
    const subscriptions = [...byId].map(([id, { query, cursor }]) => ({
      id,
      ...query,
      ...(cursor !== undefined && { resourceVersion: cursor }),
    }));
    for (const member of this.members) {
      if (member.cursor === undefined) {
        member.beginList();
      }
    }
    this.#check();
    const events = transport.watchMany(subscriptions, {
      signal: this.#controller.signal,
      onActivity: () => this.#noteActivity(),
    });
    this.#read(events, byId).catch((error: unknown) =>
      this.#end({ cause: 'error', error }),
    );
  }

  /** Whether lists are still being received. */
  get isListing(): boolean {
    return this.members.some(
      member => !this.synced.has(member) && !this.ended.has(member),
    );
  }

  /** Whether the stream delivers, or may soon deliver, the changes of any member. */
  get isFollowing(): boolean {
    return this.members.some(member => !this.ended.has(member));
  }

  /** Records that the followed collections were current when the last byte arrived. */
  confirmMembers(): void {
    for (const member of this.synced) {
      if (!this.ended.has(member)) {
        member.confirm(this.lastActivity);
      }
    }
  }

  /** Ends the run with an error that the connection itself has not reported. */
  fail(error: SkeError): void {
    this.#end({ cause: 'error', error });
  }

  close(): void {
    this.#isOver = true;
    this.#cancelCheck();
    this.#controller.abort(
      new SkeError({
        code: 'internal',
        message: 'The page closed the stream.',
      }),
    );
  }

  async #read(
    events: AsyncIterable<WatchManyEvent>,
    byId: ReadonlyMap<string, Collection>,
  ): Promise<void> {
    for await (const event of events) {
      if (this.#isOver) {
        return;
      }
      this.#noteActivity();
      if (event.subscription === undefined) {
        this.#end({ cause: 'end', event });
        return;
      }
      const member = byId.get(event.subscription);
      if (member) {
        this.#noteProgress(member, event);
        this.#listener.onEvent(member, event);
      }
    }
    this.#end({ cause: 'error', error: new Error('The stream ended early.') });
  }

  #noteProgress(member: Collection, event: WatchManyEvent): void {
    if (event.type === 'synced') {
      this.synced.add(member);
    } else if (event.type === 'end') {
      this.confirmMembers();
      this.ended.add(member);
    }
  }

  #noteActivity(): void {
    if (!this.#isOver) {
      this.lastActivity = this.#environment.now();
      const isFirst = !this.isActive;
      this.isActive = true;
      if (isFirst) {
        this.#listener.onActivity();
      }
    }
  }

  #check(): void {
    const started = this.#environment.now();
    const delay = Math.max(
      0,
      Math.min(CHECK_MS, this.lastActivity + SILENCE_MS - started),
    );
    this.#cancelCheck = this.#environment.after(delay, () => {
      const now = this.#environment.now();
      if (now - started - delay > CLOCK_JUMP_MS) {
        this.#end({ cause: 'clock-jump' });
      } else if (now - this.lastActivity >= SILENCE_MS) {
        this.#end({ cause: 'silence' });
      } else {
        this.#check();
      }
    });
  }

  #end(end: RunEnd): void {
    if (!this.#isOver) {
      this.close();
      this.#listener.onEnd(end);
    }
  }
}
