import { Readable } from 'node:stream';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { UserIdentity } from '../../credentials';
import type { LogQuery } from '../calls/ApiQuery';
import type { LogStream } from './openLogs';
import type { StreamEnd } from './StreamLife';
import { TimedLines } from './TimedLines';

/** The cluster's log for one token of the user. */
type OpenLog = (
  query: LogQuery,
  identity: UserIdentity,
  /** The longest time that this stream lasts. */
  streamMs: number,
) => Promise<LogStream>;

interface FollowedLogOptions {
  query: LogQuery;
  /** An identity that can be renewed. */
  identity: UserIdentity;
  open: OpenLog;
  /** The longest time that the log lasts, over all tokens of the user. */
  streamMs: number;
  /** Aborted when the backend stops. */
  shutdown: AbortSignal;
}

const RENEWABLE: ReadonlySet<string> = new Set([
  'token-expired',
  'session-ended',
]);

/**
 * A log that continues over several tokens of a session, like a watch (S26). When a token expires, the log is opened again with the next token, which the API server
 * checks, and continues without a lost or repeated line.
 */
export class FollowedLog implements LogStream {
  readonly body: Readable;
  readonly ended: Promise<StreamEnd>;
  readonly #options: FollowedLogOptions;
  readonly #lines: TimedLines;
  readonly #startedAt = performance.now();
  #identity: UserIdentity;
  #current: LogStream;
  #resume: (() => void) | undefined;

  private constructor(options: FollowedLogOptions, first: LogStream) {
    this.#options = options;
    this.#identity = options.identity;
    this.#current = first;
    this.#lines = new TimedLines({
      keepsTimes: options.query.timestamps === true,
    });
    this.body = new Readable({
      read: () => this.#resume?.(),
      destroy: (error, callback) => {
        this.#current.body.destroy();
        this.#resume?.();
        callback(error);
      },
    });
    // An error event without a listener would end the process.
    this.body.on('error', () => {});
    this.ended = this.#run();
  }

  /** @throws SkeError when the API server rejects the first call */
  static async open(options: FollowedLogOptions): Promise<FollowedLog> {
    const { open, query, identity, streamMs } = options;
    return new FollowedLog(
      options,
      await open({ ...query, timestamps: true }, identity, streamMs),
    );
  }

  get auditId(): string | undefined {
    return this.#current.auditId;
  }

  async #run(): Promise<StreamEnd> {
    try {
      let end = await this.#forward();
      while (this.#canContinue(end)) {
        const failure = await this.#continue();
        if (failure) {
          end = failure;
          break;
        }
        end = await this.#forward();
      }
      this.body.push(null);
      return end;
    } catch (error) {
      if (this.body.destroyed) {
        return { reason: 'caller-left' };
      }
      this.body.destroy(error as Error);
      return { reason: 'failed', error: error as SkeError };
    }
  }

  async #forward(): Promise<StreamEnd> {
    for await (const chunk of this.#current.body) {
      await this.#push(this.#lines.push(chunk));
    }
    const end = await this.#current.ended;
    if (end.reason === 'cluster-ended') {
      await this.#push(this.#lines.end());
    }
    return end;
  }

  async #push(text: Buffer): Promise<void> {
    if (text.length > 0 && !this.body.push(text) && !this.body.destroyed) {
      await new Promise<void>(resolve => {
        this.#resume = resolve;
      });
      this.#resume = undefined;
    }
  }

  get #remainingMs(): number {
    return this.#options.streamMs - (performance.now() - this.#startedAt);
  }

  #canContinue({ reason }: StreamEnd): boolean {
    return (
      RENEWABLE.has(reason) &&
      this.#lines.canContinue &&
      this.#remainingMs > 0 &&
      !this.#options.shutdown.aborted &&
      !this.body.destroyed
    );
  }

  /** Opens the log with the next token. If there is no next token, it returns how the log ends. */
  async #continue(): Promise<StreamEnd | undefined> {
    try {
      this.#identity = await this.#identity.renew();
    } catch (error) {
      return toRenewalEnd(error);
    }
    this.#lines.continue();
    this.#current = await this.#options.open(
      this.#nextQuery(),
      this.#identity,
      this.#remainingMs,
    );
    if (this.body.destroyed) {
      this.#current.body.destroy();
    }
    return undefined;
  }

  #nextQuery(): LogQuery {
    const { tailLines, sinceSeconds, ...query } = this.#options.query;
    const { sinceTime } = this.#lines;
    if (sinceTime !== undefined) {
      return { ...query, timestamps: true, sinceTime };
    }
    const elapsedSeconds = Math.ceil(
      (performance.now() - this.#startedAt) / 1000,
    );
    return {
      ...query,
      timestamps: true,
      tailLines,
      ...(sinceSeconds !== undefined && {
        sinceSeconds: sinceSeconds + elapsedSeconds,
      }),
    };
  }
}

/** How a log ends if its token could not be renewed. The Backstage token of the request may have expired, and the client has a newer one. */
function toRenewalEnd(error: unknown): StreamEnd {
  const code = SkeError.is(error) ? error.code : undefined;
  switch (code) {
    case 'session-ended':
      return { reason: 'session-ended' };
    case 'no-credentials':
      return { reason: 'token-expired' };
    default:
      throw error;
  }
}
