import type { SkeError } from '@kratix-portal/plugin-ske-common';
import type {
  LiveCollection,
  LiveConnection,
  LiveQuery,
} from '../objects/types';
import { Collection, UNKNOWN_COLLECTION } from './Collection';
import { Commits } from './Commits';
import { browserEnvironment, type LiveEnvironment } from './LiveEnvironment';
import type { LiveSession } from './LiveSession';
import type { LiveTransport } from './LiveTransport';
import { queryKey, toQuery } from './queryKey';
import { Readers } from './Readers';
import { networkLost, toSkeError, type FailureKind } from './readFailure';
import { TokenRejections } from './TokenRejections';

/** After a page change the next page often needs the same objects. */
const KEEP_MS = 30_000;
/** A hidden tab keeps its stream for a while, because users switch between tabs. */
const HIDDEN_MS = 30_000;

/** With these statuses the data of the page, or a part of it, may be out of date. */
const MAY_BE_OLD: ReadonlySet<LiveConnection['status']> = new Set<
  LiveConnection['status']
>(['live', 'reconnecting', 'signed-out']);

interface Entry {
  collection: Collection;
  listeners: Set<() => void>;
  cancelRemoval?: () => void;
}

/**
 * Follows the objects of the platform cluster for all components of the page.
 *
 * The store collects the queries of the components, keeps one stream open for them, and opens the stream again after each interruption with the cursors
 * that it has. The store does not use React: components use the hooks.
 */
export class LiveStore {
  readonly environment: LiveEnvironment;
  /** The rejections of all calls of the page, because the calls use the same tokens. */
  readonly rejections: TokenRejections;
  readonly #session: LiveSession;
  readonly #entries = new Map<string, Entry>();
  readonly #readers: Readers;
  readonly #commits: Commits;
  readonly #connectionListeners = new Set<() => void>();
  readonly #resumeListeners = new Set<() => void>();
  #connection: LiveConnection;
  #mode: 'running' | 'hidden' | 'signed-out' = 'running';
  #signedOutError: SkeError | undefined;
  #isProbing = false;
  #cancelHiding: () => void = () => {};
  #stopListening: (() => void)[] = [];

  constructor(options: {
    transport: LiveTransport;
    session: LiveSession;
    environment?: LiveEnvironment;
  }) {
    const { transport, session, environment = browserEnvironment } = options;
    this.environment = environment;
    this.#session = session;
    this.rejections = new TokenRejections(() => environment.now());
    this.#commits = new Commits(environment, key => this.#commit(key));
    this.#readers = new Readers({
      transport,
      environment,
      rejections: this.rejections,
      listener: {
        onChange: ({ key }) => this.#commits.plan(key),
        onSignedOut: error => this.reportSignedOut(error),
        onStatus: () => this.#updateConnection(),
      },
    });
    this.#connection = {
      status: 'idle',
      since: environment.now(),
      retry: this.retry,
    };
  }

  /** Follows a collection until the returned function is called. */
  subscribe(query: LiveQuery, listener: () => void): () => void {
    const entry = this.#entry(query);
    entry.cancelRemoval?.();
    entry.cancelRemoval = undefined;
    entry.listeners.add(listener);
    this.#updateConnection();
    return () => {
      entry.listeners.delete(listener);
      this.#updateConnection();
      if (entry.listeners.size === 0 && !entry.cancelRemoval) {
        entry.cancelRemoval = this.environment.after(KEEP_MS, () =>
          this.#removeEntry(entry),
        );
      }
    };
  }

  /** Returns the state of a collection, as the same object until the state changes. Does not start to follow the collection. */
  getCollection(query: LiveQuery): LiveCollection {
    return (
      this.#entries.get(queryKey(query))?.collection.snapshot ??
      UNKNOWN_COLLECTION
    );
  }

  subscribeConnection(listener: () => void): () => void {
    this.#connectionListeners.add(listener);
    return () => this.#connectionListeners.delete(listener);
  }

  get connection(): LiveConnection {
    return this.#connection;
  }

  /** Whether calls that no click causes may be made now. */
  get mayRead(): boolean {
    return this.#mode === 'running' && !this.environment.isHidden();
  }

  get isSignedOut(): boolean {
    return this.#mode === 'signed-out';
  }

  /** Calls back when postponed reads can be made, because the tab is shown again or the user has signed in again. */
  onResume(listener: () => void): () => void {
    this.#listen();
    this.#resumeListeners.add(listener);
    return () => this.#resumeListeners.delete(listener);
  }

  /** Returns what to do after a failed attempt, and stops all calls if the user must sign in again. */
  noteFailure(error: SkeError, attempt: number): FailureKind {
    const kind = this.rejections.kindOf(error, attempt);
    if (kind === 'signed-out') {
      this.reportSignedOut(error);
    }
    return kind;
  }

  /** Stops all calls because the session has ended. The items stay. */
  reportSignedOut(error: SkeError): void {
    if (this.#mode === 'signed-out') {
      return;
    }
    this.#mode = 'signed-out';
    this.#signedOutError = error;
    this.#readers.suspend();
    this.#markAll('signed-out', error);
    this.#updateConnection();
  }

  /** Tries again at once. After the session has ended, asks the user to sign in. */
  readonly retry = (): void => {
    if (this.#mode === 'signed-out') {
      this.#probe(() => this.#session.signIn());
    } else {
      this.#resume();
    }
  };

  /** Ends all calls, streams and timers. */
  close(): void {
    this.#readers.suspend();
    this.#commits.close();
    this.#entries.forEach(({ cancelRemoval }) => cancelRemoval?.());
    this.#entries.clear();
    this.#stopListening.forEach(stop => stop());
    this.#stopListening = [];
    this.#cancelHiding();
  }

  #entry(query: LiveQuery): Entry {
    this.#listen();
    const key = queryKey(query);
    const known = this.#entries.get(key);
    if (known) {
      return known;
    }
    const collection = new Collection(key, toQuery(query));
    const entry: Entry = { collection, listeners: new Set() };
    this.#entries.set(key, entry);
    if (this.#mode === 'signed-out') {
      collection.setStale('signed-out', { error: this.#signedOutError });
      this.#commits.plan(key);
    }
    this.#readers.add(collection);
    this.#updateConnection();
    return entry;
  }

  #removeEntry({ collection }: Entry): void {
    this.#entries.delete(collection.key);
    this.#readers.remove(collection);
    this.#updateConnection();
  }

  #resume(): void {
    this.#mode = 'running';
    this.rejections.reset();
    this.#readers.resume();
    this.#updateConnection();
    this.#planHiding();
    [...this.#resumeListeners].forEach(listener => listener());
  }

  #markAll(status: 'signed-out' | 'reconnecting', error?: SkeError): void {
    for (const { collection } of this.#entries.values()) {
      collection.setStale(status, { error });
      this.#commits.plan(collection.key);
    }
  }

  async #probe(attempt: () => Promise<void>): Promise<void> {
    if (this.#isProbing) {
      return;
    }
    this.#isProbing = true;
    try {
      await attempt();
      if (this.#mode === 'signed-out') {
        this.#signedOutError = undefined;
        this.#markAll('reconnecting');
        this.#resume();
      }
    } catch (error) {
      this.#signedOutError = toSkeError(error);
      this.#updateConnection();
    } finally {
      this.#isProbing = false;
    }
  }

  /** Listens to the browser from the first use on, so that an unused store costs nothing. */
  #listen(): void {
    if (this.#stopListening.length > 0) {
      return;
    }
    const { environment } = this;
    this.#stopListening = [
      environment.onVisibilityChange(() => this.#onVisibilityChange()),
      environment.onOnline(() => this.#onOnline()),
      environment.onOffline(() => this.#onOffline()),
      this.#session.onSignIn(() => this.#checkSession()),
    ];
    this.#planHiding();
  }

  #checkSession(): void {
    if (this.#mode === 'signed-out') {
      this.#probe(() => this.#session.check());
    }
  }

  #onOnline(): void {
    if (this.#mode === 'running') {
      this.#resume();
    } else {
      this.#checkSession();
    }
  }

  /** A browser may keep the connection of an open stream for minutes after its network is gone. */
  #onOffline(): void {
    if (this.#mode === 'running') {
      this.#readers.interrupt(networkLost());
    }
  }

  #onVisibilityChange(): void {
    if (this.#planHiding()) {
      return;
    }
    if (this.#mode === 'hidden') {
      this.#resume();
    } else if (this.#mode === 'signed-out') {
      this.#checkSession();
    } else {
      this.#readers.checkAfterPause();
      [...this.#resumeListeners].forEach(listener => listener());
    }
  }

  /** A tab can also be opened in the background, or continue there after a sign-in in another tab. */
  #planHiding(): boolean {
    this.#cancelHiding();
    const isHidden = this.environment.isHidden();
    if (isHidden) {
      this.#cancelHiding = this.environment.after(HIDDEN_MS, () =>
        this.#hide(),
      );
    }
    return isHidden;
  }

  #hide(): void {
    if (this.#mode === 'running') {
      this.#mode = 'hidden';
      this.#readers.suspend();
      this.#updateConnection();
    }
  }

  #commit(key: string): void {
    const entry = this.#entries.get(key);
    if (entry?.collection.commit()) {
      this.#updateConnection();
      [...entry.listeners].forEach(listener => listener());
    }
  }

  #updateConnection(): void {
    const next = this.#readConnection();
    const before = this.#connection;
    if (
      before.status === next.status &&
      before.asOf === next.asOf &&
      before.live === next.live &&
      before.retryAt === next.retryAt &&
      before.error === next.error
    ) {
      return;
    }
    this.#connection = {
      ...next,
      since:
        before.status === next.status ? before.since : this.environment.now(),
      retry: this.retry,
    };
    [...this.#connectionListeners].forEach(listener => listener());
  }

  #readConnection(): Omit<LiveConnection, 'since' | 'retry'> {
    const state = this.#readState();
    const asOf = MAY_BE_OLD.has(state.status) ? this.#oldest() : undefined;
    const live = state.status === 'live' ? this.#readLive(asOf) : undefined;
    return {
      ...state,
      ...(asOf !== undefined && { asOf }),
      ...(live && { live }),
    };
  }

  #readLive(asOf: number | undefined): LiveConnection['live'] {
    const shown = [...this.#entries.values()].filter(
      ({ listeners }) => listeners.size > 0,
    );
    if (!shown.some(({ collection }) => collection.status === 'live')) {
      return undefined;
    }
    if (asOf !== undefined) {
      return 'some';
    }
    const isLoading = shown.some(
      // The snapshot says `refused` if the page shows an error in place of the items.
      ({ collection }) => collection.snapshot.status === 'loading',
    );
    return isLoading ? undefined : 'all';
  }

  /** The time since which the oldest data of the page may have changed. */
  #oldest(): number | undefined {
    const times = [...this.#entries.values()].flatMap(
      ({ collection: { status, asOf }, listeners }) =>
        listeners.size > 0 && status !== 'live' ? (asOf ?? []) : [],
    );
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  #readState(): Pick<LiveConnection, 'status' | 'retryAt' | 'error'> {
    switch (this.#mode) {
      case 'signed-out':
        return { status: 'signed-out', error: this.#signedOutError };
      case 'hidden':
        return { status: 'hidden' };
      default:
        return this.#readers.state;
    }
  }
}
