import type { JsonObject } from '@backstage/types';
import type {
  SkeError,
  StreamEndReason,
} from '@kratix-portal/plugin-ske-common';
import { readMetadata } from '../responses/readResponse';
import type { PlatformLimits } from '../calls/PlatformLimits';
import { CallFailure } from '../connection/CallFailure';
import type { OpenResponse } from '../connection/Exchange';
import { codeOf } from '../connection/failureCode';
import { WatchFrames } from './WatchFrames';
import { isOlderVersion } from './isOlderVersion';
import {
  type ClusterWatchEvent,
  parseWatchFrame,
  type WatchBookmark,
  type WatchEnd,
  type WatchItem,
} from './WatchItem';

/** Why a watch fails: a failed connection, the Status of an ERROR event, text that is not a frame of a watch, or a resourceVersion that is older than the previous one. */
export type WatchProblem =
  CallFailure | JsonObject | 'not-a-frame' | 'version-went-back';

interface WatchStreamOptions {
  limits: PlatformLimits;
  /** How much is buffered for a slow reader, before the API server has to wait. */
  bufferBytes: number;
  /** The resourceVersion after which the watch starts. */
  resourceVersion?: string;
  toError(problem: WatchProblem): SkeError;
  /** Called once, when the watch has ended. */
  onOver(): void;
}

/**
 * The changes to the objects of a kind. The last item always says why the watch ended. Reading the items never throws.
 *
 * Items that the reader has not read yet are buffered up to a limit. After that the API server has to wait, and if the reader does not catch up
 * the watch ends.
 *
 * @public
 */
export class WatchStream implements AsyncIterable<WatchItem, undefined> {
  readonly #options: WatchStreamOptions;
  readonly #frames: WatchFrames;
  #response: OpenResponse | undefined;
  #items: WatchItem[] = [];
  #bufferedBytes = 0;
  #isOver = false;
  #resourceVersion: string | undefined;
  #slowTimer: NodeJS.Timeout | undefined;
  #reader: ((result: IteratorResult<WatchItem, undefined>) => void) | undefined;

  /** @internal */
  constructor(options: WatchStreamOptions) {
    this.#options = options;
    this.#frames = new WatchFrames(options.limits.eventBytes);
    this.#resourceVersion = options.resourceVersion;
  }

  /** The id under which the API server's own audit log has this watch. */
  get auditId(): string | undefined {
    return readMetadata(this.#response?.headers ?? {}).auditId;
  }

  /** Ends the watch and the call to the cluster. */
  close(): void {
    this.end({ reason: 'caller-left' });
  }

  /** The items, for one reader. The watch ends when the loop of the reader ends. */
  [Symbol.asyncIterator](): AsyncIterator<WatchItem, undefined> {
    return {
      next: async () => this.#next(),
      return: async () => {
        this.close();
        this.#items = [];
        return { done: true, value: undefined };
      },
    };
  }

  /** @internal */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** @internal */
  end(end: { reason: StreamEndReason; error?: SkeError }): void {
    if (this.#isOver) {
      return;
    }
    this.#isOver = true;
    clearTimeout(this.#slowTimer);
    this.#response?.close();
    const last: WatchEnd = { type: 'END', ...end };
    this.#deliver(last);
    this.#options.onOver();
  }

  /** @internal */
  onStart(response: OpenResponse): void {
    this.#response = response;
    if (this.#isOver) {
      response.close();
    }
  }

  /** @internal */
  onData(chunk: Buffer): void {
    let frames: string[];
    try {
      frames = this.#frames.push(chunk);
    } catch (cause) {
      this.#fail(new CallFailure({ reason: 'too-large', isSent: true, cause }));
      return;
    }
    for (const json of frames) {
      if (!this.#isOver) {
        this.#onFrame(json);
      }
    }
    if (
      !this.#isOver &&
      this.#slowTimer === undefined &&
      this.#bufferedBytes > this.#options.bufferBytes
    ) {
      this.#response?.pause();
      this.#slowTimer = setTimeout(
        () => this.end({ reason: 'slow-client' }),
        this.#options.limits.slowReaderMs,
      );
    }
  }

  /** @internal */
  onEnd(): void {
    if (this.#frames.isCut) {
      this.#fail('not-a-frame');
    } else {
      this.end({ reason: 'cluster-ended' });
    }
  }

  /** @internal */
  onFailure(failure: CallFailure): void {
    if (codeOf(failure.cause) === 'UND_ERR_BODY_TIMEOUT') {
      this.end({ reason: 'idle' });
    } else {
      this.#fail(failure);
    }
  }

  #onFrame(json: string): void {
    const item = parseWatchFrame(json);
    if (!item) {
      this.#fail('not-a-frame');
    } else if (item.type === 'ERROR') {
      const error = this.#options.toError(item.status);
      this.end({
        reason: error.code === 'expired' ? 'expired' : 'failed',
        error,
      });
    } else if (item.type !== 'UNKNOWN') {
      this.#onItem(item);
    }
  }

  #onItem(item: ClusterWatchEvent | WatchBookmark): void {
    if (item.type === 'BOOKMARK') {
      const last = this.#resourceVersion;
      if (last !== undefined && isOlderVersion(item.resourceVersion, last)) {
        // The cluster was restored from a backup. The resourceVersions of its new changes are older than the resourceVersion from which this watch continues.
        const error = this.#options.toError('version-went-back');
        this.end({ reason: 'expired', error });
        return;
      }
      this.#resourceVersion = item.resourceVersion;
    }
    this.#deliver(item);
  }

  #fail(what: CallFailure | 'not-a-frame'): void {
    this.end({ reason: 'failed', error: this.#options.toError(what) });
  }

  #deliver(item: WatchItem): void {
    if (this.#reader) {
      const reader = this.#reader;
      this.#reader = undefined;
      reader({ done: false, value: item });
    } else {
      this.#items.push(item);
      this.#bufferedBytes += sizeOf(item);
    }
  }

  async #next(): Promise<IteratorResult<WatchItem, undefined>> {
    const item = this.#items.shift();
    if (item) {
      this.#onRead(item);
      return { done: false, value: item };
    }
    if (this.#isOver) {
      return { done: true, value: undefined };
    }
    if (this.#reader) {
      throw new Error('A watch has one reader');
    }
    return new Promise(resolve => {
      this.#reader = resolve;
    });
  }

  #onRead(item: WatchItem): void {
    this.#bufferedBytes -= sizeOf(item);
    if (this.#slowTimer !== undefined && this.#items.length === 0) {
      clearTimeout(this.#slowTimer);
      this.#slowTimer = undefined;
      this.#response?.resume();
    }
  }
}

// The approximate size of an item without JSON.
const SMALL_ITEM_BYTES = 100;

function sizeOf(item: WatchItem): number {
  return 'json' in item ? item.json.length : SMALL_ITEM_BYTES;
}
