import type { JsonObject, JsonValue } from '@backstage/types';
import type { PlatformConfig } from '../../config';
import { readPage, readResponse, readText } from '../responses/readResponse';
import { type ApiPath, METRICS_PATH } from '../calls/ApiPath';
import {
  ClusterWatchQuery,
  ListQuery,
  listQuery,
  LogQuery,
  writeQuery,
} from '../calls/ApiQuery';
import type {
  Caller,
  PlatformResponse,
  PlatformCall,
  PlatformPage,
  PlatformText,
  StreamCall,
  WatchCall,
  WriteCall,
} from '../calls/PlatformCall';
import { DEFAULT_LIMITS, PlatformLimits } from '../calls/PlatformLimits';
import type { PoolState } from '../connection/ClusterConnection';
import { Discovery } from '../discovery/Discovery';
import type {
  AccessReviewStatus,
  ResourceAttributes,
} from '../reviews/AccessReview';
import type { ClusterUser } from '../reviews/IdentityReview';
import type { AccessRules } from '../reviews/RulesReview';
import {
  reviewAccess,
  reviewIdentity,
  reviewRules,
} from '../reviews/sendReviews';
import { CallSender } from '../sender/CallSender';
import { LogStream, openLogs } from '../streams/openLogs';
import { openWatch } from '../streams/openWatch';
import type { WatchStream } from '../streams/WatchStream';
import { PageSizes } from './PageSizes';

/**
 * The client of one cluster's API server. No other class of the portal sends requests to the API server.
 *
 * All users share one pool of connections; the identity is an argument of each call. The client uses HTTP/1.1, because undici loses 401
 * responses over HTTP/2. It follows no redirects and passes on no header of a caller. Each call ends at its deadline, or when its caller disconnects.
 *
 * @public
 */
export class PlatformClient {
  /** The name of the cluster, for messages. */
  readonly cluster: string;
  /** @internal */
  readonly discovery: Discovery;
  /** @internal */
  readonly limits: PlatformLimits;
  readonly #sender: CallSender;
  readonly #pageSizes = new PageSizes();

  constructor(options: {
    platform: PlatformConfig;
    limits?: Partial<PlatformLimits>;
    /** Default: `kratix-portal`. */
    userAgent?: string;
  }) {
    const { platform, limits, userAgent } = options;
    this.cluster = platform.name;
    this.limits = { ...DEFAULT_LIMITS, ...limits };
    this.#sender = new CallSender({ platform, limits: this.limits, userAgent });
    this.discovery = new Discovery({ sender: this.#sender });
  }

  /**
   * Reads one object.
   *
   * @internal
   */
  async get(path: ApiPath, call: PlatformCall): Promise<PlatformResponse> {
    const draft = { method: 'GET', path, isSafe: true } as const;
    return readResponse(await this.#sender.send(draft, call), call);
  }

  /**
   * Reads one object and returns its JSON as the API server sent it.
   *
   * @internal
   */
  async getText(path: ApiPath, call: PlatformCall): Promise<PlatformText> {
    const draft = { method: 'GET', path, isSafe: true } as const;
    return readText(await this.#sender.send(draft, call), call);
  }

  /**
   * Reads one page of the objects of a kind. With a limit it may return fewer objects and a `continue` token, if the requested number
   * of objects would exceed the size limit of a response.
   *
   * @internal
   */
  async list(
    path: ApiPath,
    query: ListQuery,
    call: PlatformCall,
  ): Promise<PlatformPage> {
    return this.#pageSizes.list(path, query.limit, async limit => {
      const draft = {
        method: 'GET',
        path,
        query: listQuery({ ...query, limit }),
        isSafe: true,
      } as const;
      const response = await this.#sender.send(draft, call);
      return readPage(readResponse(response, call), call);
    });
  }

  /** @internal */
  async create(
    path: ApiPath,
    object: JsonObject,
    call: WriteCall,
  ): Promise<PlatformResponse> {
    return this.#write(
      'POST',
      path,
      writeQuery(call),
      'application/json',
      object,
      call,
    );
  }

  /**
   * A JSON merge patch, RFC 7396.
   *
   * @internal
   */
  async mergePatch(
    path: ApiPath,
    patch: JsonObject,
    call: WriteCall,
  ): Promise<PlatformResponse> {
    return this.#write(
      'PATCH',
      path,
      writeQuery(call),
      'application/merge-patch+json',
      patch,
      call,
    );
  }

  /**
   * A JSON patch, RFC 6902. Its `test` operations are preconditions.
   *
   * @internal
   */
  async jsonPatch(
    path: ApiPath,
    patch: JsonValue[],
    call: WriteCall,
  ): Promise<PlatformResponse> {
    return this.#write(
      'PATCH',
      path,
      writeQuery(call),
      'application/json-patch+json',
      patch,
      call,
    );
  }

  /** @internal */
  async delete(
    path: ApiPath,
    options: JsonObject,
    call: WriteCall,
  ): Promise<PlatformResponse> {
    return this.#write(
      'DELETE',
      path,
      // The options are in the body. If a delete has a body, the API server ignores options in the query, so a dry run that is requested in the query would delete the object.
      undefined,
      'application/json',
      call.dryRun ? { ...options, dryRun: ['All'] } : options,
      call,
    );
  }

  /**
   * Watches the objects of a kind. The last item says why the watch ended (S26); a caller that wants to continue opens another watch from the
   * last resourceVersion that it has seen.
   *
   * @internal
   */
  async watch(
    path: ApiPath,
    query: ClusterWatchQuery,
    call: WatchCall,
  ): Promise<WatchStream> {
    return openWatch(this.#sender, path, query, call);
  }

  /**
   * Streams the log of a Pod's container; with `follow` also the lines that the container writes later.
   *
   * @internal
   */
  async logs(
    path: ApiPath,
    query: LogQuery,
    call: StreamCall,
  ): Promise<LogStream> {
    return openLogs(this.#sender, path, query, call);
  }

  /**
   * Asks the API server what the caller may do, so that a page can show the right buttons. The API server still authorizes each call.
   *
   * @returns a decision for each entry, in the same order
   * @internal
   */
  async canI(
    attributes: readonly ResourceAttributes[],
    caller: Caller,
  ): Promise<AccessReviewStatus[]> {
    return reviewAccess(this.#sender, attributes, caller);
  }

  /**
   * Asks the API server as which user it authenticates the caller.
   *
   * @internal
   */
  async whoAmI(caller: Caller): Promise<ClusterUser> {
    return reviewIdentity(this.#sender, caller);
  }

  /**
   * Asks the API server what the caller may do in a namespace.
   *
   * @internal
   */
  async rules(namespace: string, caller: Caller): Promise<AccessRules> {
    return reviewRules(this.#sender, namespace, caller);
  }

  /**
   * Reads the metrics of the API server whose names start with a prefix. Most users may not read them. All metrics together can be larger than a
   * response may be, so they are read as a stream.
   *
   * @internal
   */
  async metrics(prefix: string, caller: Caller): Promise<string> {
    const call = {
      ...caller,
      subject: {
        verb: 'get',
        target: { type: 'metrics' },
        cluster: this.cluster,
      },
    } as const;
    const { body } = await openLogs(this.#sender, METRICS_PATH, {}, call);
    const found: string[] = [];
    let rest = '';
    for await (const chunk of body.setEncoding('utf8')) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      found.push(...lines.filter(line => line.startsWith(prefix)));
    }
    return found.join('\n');
  }

  /** The current numbers of connections, calls and streams. */
  poolState(): PoolState {
    return this.#sender.state();
  }

  /** Closes all connections. Calls and streams that are under way fail. */
  async close(): Promise<void> {
    await this.#sender.close();
  }

  async #write(
    method: 'POST' | 'PATCH' | 'DELETE',
    path: ApiPath,
    query: string | undefined,
    contentType: string,
    body: JsonObject | JsonValue[],
    call: WriteCall,
  ): Promise<PlatformResponse> {
    const response = await this.#sender.send(
      {
        method,
        path,
        query,
        contentType,
        body: toGoJson(body),
        isSafe: call.dryRun === true,
      },
      call,
    );
    return readResponse(response, call);
  }
}

/**
 * Writes JSON with the same escapes as the API server, which is written in Go. The API server compares the value of a `test` operation with the value
 * in the object as text.
 */
function toGoJson(body: JsonObject | JsonValue[]): string {
  return JSON.stringify(body).replace(
    /[<>&\u2028\u2029]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
