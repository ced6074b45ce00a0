import type { JsonObject } from '@backstage/types';
import {
  formatApiVersion,
  type StreamEndReason,
} from '@kratix-portal/plugin-ske-common';
import { metadataOf } from '../../manifests';
import type { ClusterWatchQuery } from '../../platform/calls/ApiQuery';
import type { PlatformPage } from '../../platform/calls/PlatformCall';
import type { WatchEnd } from '../../platform/streams/WatchItem';
import type { WatchStream } from '../../platform/streams/WatchStream';
import type { KindTarget } from '../targets/KindTarget';
import { completeItem, toListItem } from '../targets/toListItem';
import { toEndReason, toStreamError } from './endReasons';
import { objectText } from './objectText';
import type { StreamShutdown } from '../streams/StreamShutdown';
import type { WatchMessage } from './WatchMessage';

const PAGE = 500;

/** The objects that a session watches, and its settings. */
export interface WatchSessionOptions {
  target: KindTarget;
  /** Whether the portal's own policy lets the caller see an object. */
  isVisible(object: JsonObject): boolean;
  /** Reduces an object to the part that the caller receives. Absent if the caller receives the whole object. */
  reduce?: (object: JsonObject) => JsonObject;
  selectors: { labelSelector?: string; fieldSelector?: string };
  /** Whether a single object is watched by its name. In this case the first state also contains `managedFields`, as each change does. */
  isOfOneObject: boolean;
  /** The resourceVersion after which the watch starts. Without it, the watch starts with a list. */
  resourceVersion: string | undefined;
  /** Whether a watch that starts after a resourceVersion sends `synced` when the cluster has accepted it. */
  announcesResume: boolean;
  /** How much is buffered for a slow reader, if that is less than the limit of one watch. */
  bufferBytes?: number;
  /** The longest time that the session lasts, including renewals of the token. */
  streamMs: number;
  shutdown: StreamShutdown;
}

/** The reasons for the end of a watch after which the watch continues with the next token of the user's session. */
const RENEWABLE: ReadonlySet<StreamEndReason> = new Set<StreamEndReason>([
  'token-expired',
  'session-ended',
]);

/** One watch of one caller. It sends a list (unless it continues from a resourceVersion), then the changes, and at last the reason why it ended. */
export class WatchSession {
  readonly #options: WatchSessionOptions;
  readonly #endsAt: number;
  #target: KindTarget;
  /** The resourceVersion of the newest change that the caller has received. */
  #version = '';
  #firstPage: PlatformPage | undefined;
  #watch: WatchStream | undefined;

  private constructor(options: WatchSessionOptions) {
    this.#options = options;
    this.#target = options.target;
    this.#endsAt = performance.now() + options.streamMs;
  }

  /**
   * Starts the watch with its first call to the cluster.
   *
   * @throws SkeError when the cluster refuses that call
   */
  static async open(options: WatchSessionOptions): Promise<WatchSession> {
    const session = new WatchSession(options);
    if (options.resourceVersion === undefined) {
      session.#firstPage = await session.#listPage();
    } else {
      session.#watch = await session.#openWatch(options.resourceVersion, {
        isResumed: true,
      });
    }
    return session;
  }

  /** All messages. The last one has the type `end`, unless the caller disconnected. Never throws. */
  async *messages(): AsyncGenerator<WatchMessage, void, undefined> {
    let end: WatchEnd | undefined;
    try {
      if (this.#watch) {
        yield* this.#announceResume(this.#watch);
        end = yield* this.#follow(this.#watch);
        if (end?.reason !== 'expired') {
          yield* this.#end(end);
          return;
        }
        // The resourceVersion is too old (410), or the cluster has never reached it. The changes since then cannot be read, so all objects are listed again.
        yield { type: 'relist' };
      }
      const version = yield* this.#list();
      this.#watch = await this.#openWatch(version, { isResumed: false });
      end = yield* this.#follow(this.#watch);
    } catch (error) {
      end = { type: 'END', reason: 'failed', error: toStreamError(error) };
    }
    yield* this.#end(end);
  }

  *#announceResume(
    watch: WatchStream,
  ): Generator<WatchMessage, void, undefined> {
    const { announcesResume, resourceVersion } = this.#options;
    if (announcesResume && resourceVersion !== undefined && !watch.isOver) {
      yield { type: 'synced', id: resourceVersion };
    }
  }

  async *#list(): AsyncGenerator<WatchMessage, string, undefined> {
    const { isVisible, isOfOneObject, target, reduce = whole } = this.#options;
    const toObject = isOfOneObject ? completeItem : toListItem;
    const { served } = target;
    const apiVersion = formatApiVersion(served);
    let page = this.#firstPage ?? (await this.#listPage());
    this.#firstPage = undefined;
    const version = page.resourceVersion ?? '';
    for (;;) {
      for (const item of page.items) {
        const object = toObject(item, apiVersion, served);
        if (isVisible(object)) {
          yield { type: 'ADDED', json: JSON.stringify(reduce(object)) };
        }
      }
      if (page.continue === undefined) {
        break;
      }
      page = await this.#listPage(page.continue);
    }
    yield { type: 'synced', id: version };
    return version;
  }

  /** The changes of a watch, and of the watches that continue it with later tokens of the user's session. */
  async *#follow(
    first: WatchStream,
  ): AsyncGenerator<WatchMessage, WatchEnd | undefined, undefined> {
    let watch: WatchStream | undefined = first;
    let end: WatchEnd | undefined;
    while (watch) {
      end = yield* this.#changes(watch);
      if (!end || !RENEWABLE.has(end.reason) || this.#isOver) {
        return end;
      }
      try {
        const target = await this.#target.renew();
        if (!target) {
          return end;
        }
        this.#target = target;
      } catch (error) {
        return toRenewalEnd(error);
      }
      watch = await this.#openWatch(this.#version, { isResumed: false });
    }
    return end;
  }

  get #isOver(): boolean {
    return (
      this.#options.shutdown.isStopping || performance.now() >= this.#endsAt
    );
  }

  async *#changes(
    watch: WatchStream,
  ): AsyncGenerator<WatchMessage, WatchEnd | undefined, undefined> {
    for await (const item of watch) {
      switch (item.type) {
        case 'END':
          return item;
        case 'BOOKMARK':
          this.#version = item.resourceVersion;
          yield { type: 'BOOKMARK', id: item.resourceVersion };
          break;
        default: {
          const id = versionOf(item.object);
          this.#version = id ?? this.#version;
          if (this.#options.isVisible(item.object)) {
            const { reduce } = this.#options;
            const json = reduce
              ? JSON.stringify(reduce(item.object))
              : objectText(item);
            yield { type: item.type, json, id };
          }
        }
      }
    }
    return undefined;
  }

  *#end(end: WatchEnd | undefined): Generator<WatchMessage, void, undefined> {
    if (end && end.reason !== 'caller-left') {
      const reason = toEndReason(end.reason, this.#options.shutdown);
      // If the resourceVersion becomes too old during the watch, the client opens the watch again and then gets `relist`.
      const error = reason === 'failed' ? end.error : undefined;
      yield { type: 'end', reason, error };
    }
  }

  async #listPage(next?: string): Promise<PlatformPage> {
    const { selectors } = this.#options;
    return this.#target.list({ ...selectors, limit: PAGE, continue: next });
  }

  async #openWatch(
    resourceVersion: string,
    { isResumed }: { isResumed: boolean },
  ): Promise<WatchStream> {
    const { selectors, shutdown, bufferBytes } = this.#options;
    this.#version = resourceVersion;
    const query: ClusterWatchQuery = { ...selectors, resourceVersion };
    return this.#target.watch(query, {
      streamMs: Math.max(1, this.#endsAt - performance.now()),
      sessionSignal: shutdown.signal,
      isResumed,
      bufferBytes,
    });
  }
}

function whole(object: JsonObject): JsonObject {
  return object;
}

/** How a watch ends if its token could not be renewed. */
function toRenewalEnd(error: unknown): WatchEnd {
  const failure = toStreamError(error);
  switch (failure.code) {
    case 'session-ended':
      return { type: 'END', reason: 'session-ended' };
    // The Backstage token of the request has expired. The client opens the watch again with a new Backstage token.
    case 'no-credentials':
      return { type: 'END', reason: 'token-expired' };
    default:
      return { type: 'END', reason: 'failed', error: failure };
  }
}

function versionOf(object: JsonObject): string | undefined {
  const version = metadataOf(object).resourceVersion;
  return typeof version === 'string' ? version : undefined;
}
