import { setTimeout as pause } from 'node:timers/promises';
import { Agent } from 'undici';
import { NAMESPACE, type Stage } from '../stage/Stage';
import { createRequests, readRequests } from '../backend/targets';

// Longer than the backend's own deadline of 60 s: a request without a response by then hangs.
const HUNG_MS = 75_000;
const READERS = 8;
const WRITERS = 2;
const WATCHERS = 6;
/** How long a watch stays open. */
const WATCH_MS = 7_000;
/** Pause between two requests. Without it, loops with refused connections would take all CPU time. */
const THINK_MS = 20;

const WATCH_PATH = `/api/ske/watch?apiVersion=v1&kind=ConfigMap&namespace=${NAMESPACE}&name=measured`;

/** Simulated users who read, write and watch through the portal while faults are injected. */
export class People {
  answered = 0;
  succeeded = 0;
  /** Requests without a response within the backend's own deadline. */
  hung = 0;
  readonly #stage: Stage;
  readonly #agent = new Agent({ connections: 64, bodyTimeout: 0 });
  readonly #stopped = new AbortController();
  #everyone: Promise<unknown> = Promise.resolve();
  #names = 0;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  start(): void {
    this.#everyone = Promise.all([
      ...Array.from({ length: READERS }, () => this.#loop(() => this.#read())),
      ...Array.from({ length: WRITERS }, () => this.#loop(() => this.#write())),
      ...Array.from({ length: WATCHERS }, () =>
        this.#loop(() => this.#watch()),
      ),
    ]);
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#everyone;
    await this.#agent.destroy();
  }

  /** Whether a read succeeds now. */
  async canRead(): Promise<boolean> {
    const { ours } = readRequests(this.#stage, this.#stage.tokens());
    const response = await fetch(ours.url, { headers: ours.headers });
    await response.body?.cancel();
    return response.ok;
  }

  async #loop(act: () => Promise<void>): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      await act();
      await pause(THINK_MS);
    }
  }

  async #read(): Promise<void> {
    const { ours } = readRequests(this.#stage, this.#stage.tokens());
    await this.#send(ours);
  }

  async #write(): Promise<void> {
    const { ours } = createRequests(this.#stage, this.#stage.tokens());
    this.#names += 1;
    const body = ours.body?.replace('{unique}', `soak-${this.#names % 50}`);
    await this.#send({ ...ours, body });
  }

  async #watch(): Promise<void> {
    await this.#send(
      {
        method: 'GET',
        url: `${this.#stage.portal.url}${WATCH_PATH}`,
        headers: { authorization: `Bearer ${this.#stage.tokens().backstage}` },
      },
      WATCH_MS,
    );
  }

  /** @param leaveAfterMs - for a stream: closes it after this time */
  async #send(
    request: {
      method: 'GET' | 'POST';
      url: string;
      headers: Record<string, string>;
      body?: string;
    },
    leaveAfterMs?: number,
  ): Promise<void> {
    const { origin, pathname, search } = new URL(request.url);
    const hung = AbortSignal.timeout(HUNG_MS);
    try {
      const { statusCode, body } = await this.#agent.request({
        ...request,
        origin,
        path: pathname + search,
        signal: hung,
      });
      if (leaveAfterMs === undefined || statusCode !== 200) {
        await body.dump();
      } else {
        body.on('error', () => undefined);
        body.resume();
        await pause(leaveAfterMs);
        body.destroy();
      }
      this.answered += 1;
      this.succeeded += statusCode === 200 ? 1 : 0;
    } catch (error) {
      if (hung.aborted) {
        this.hung += 1;
        return;
      }
      throw new Error(`The backend did not respond: ${String(error)}`);
    }
  }
}
