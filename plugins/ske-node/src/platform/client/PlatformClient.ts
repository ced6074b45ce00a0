import type { JsonObject } from '@backstage/types';
import type { PlatformConfig } from '../../config';
import type { ApiPath } from '../calls/ApiPath';
import {
  applyQuery,
  ListQuery,
  listQuery,
  LogQuery,
  ClusterWatchQuery,
  writeQuery,
} from '../calls/ApiQuery';
import { CallSender } from '../sender/CallSender';
import type { PoolState } from '../connection/ClusterConnection';
import { Discovery } from '../discovery/Discovery';
import type {
  ApplyCall,
  Caller,
  PlatformAnswer,
  PlatformCall,
  PlatformPage,
  PlatformText,
  StreamCall,
  WriteCall,
} from '../calls/PlatformCall';
import { DEFAULT_LIMITS, PlatformLimits } from '../calls/PlatformLimits';
import { readAnswer, readPage, readText } from '../answers/readAnswer';
import type {
  AccessReviewStatus,
  ResourceAttributes,
} from '../reviews/AccessReview';
import { askAccess, askIdentity } from '../reviews/askReview';
import type { ClusterUser } from '../reviews/IdentityReview';
import { openBody } from '../streams/openBody';
import { LogStream, openLogs } from '../streams/openLogs';
import { openWatch } from '../streams/openWatch';
import type { PlatformStream } from '../streams/PlatformStream';
import type { WatchStream } from '../streams/WatchStream';

/**
 * Sends to the API server of one cluster. Nothing else does.
 *
 * One pool of connections serves all users: the identity is an argument of each call. Over HTTP/1.1, since undici loses 401 answers over
 * HTTP/2. No redirect is followed, and no header of a caller is passed on. Each call ends at its deadline, and when its caller goes away.
 *
 * @public
 */
export class PlatformClient {
  /** The name of the cluster, for messages. */
  readonly cluster: string;
  /** @internal */
  readonly discovery: Discovery;
  readonly #sender: CallSender;

  constructor(options: {
    platform: PlatformConfig;
    limits?: Partial<PlatformLimits>;
    /** `kratix-portal` unless told. */
    userAgent?: string;
  }) {
    const { platform, limits, userAgent } = options;
    this.cluster = platform.name;
    this.#sender = new CallSender({
      platform,
      limits: { ...DEFAULT_LIMITS, ...limits },
      userAgent,
    });
    this.discovery = new Discovery({ sender: this.#sender });
  }

  /**
   * Reads one object.
   *
   * @internal
   */
  async get(path: ApiPath, call: PlatformCall): Promise<PlatformAnswer> {
    const draft = { method: 'GET', path, isSafe: true } as const;
    return readAnswer(await this.#sender.send(draft, call), call);
  }

  /**
   * Reads one object and gives its JSON as it came: for small ones that nobody looks at.
   *
   * @internal
   */
  async getText(path: ApiPath, call: PlatformCall): Promise<PlatformText> {
    const draft = { method: 'GET', path, isSafe: true } as const;
    return readText(await this.#sender.send(draft, call), call);
  }

  /**
   * Reads one object and passes its JSON on as it comes: for large ones that nobody looks at.
   *
   * @internal
   */
  async getStream(path: ApiPath, call: PlatformCall): Promise<PlatformStream> {
    return openBody(this.#sender, { method: 'GET', path, isSafe: true }, call);
  }

  /**
   * Reads one page of the objects of a kind.
   *
   * @internal
   */
  async list(
    path: ApiPath,
    query: ListQuery,
    call: PlatformCall,
  ): Promise<PlatformPage> {
    const draft = {
      method: 'GET',
      path,
      query: listQuery(query),
      isSafe: true,
    } as const;
    return readPage(
      readAnswer(await this.#sender.send(draft, call), call),
      call,
    );
  }

  /**
   * Reads one page of the objects of a kind, and passes its JSON on as it comes.
   *
   * @internal
   */
  async listStream(
    path: ApiPath,
    query: ListQuery,
    call: PlatformCall,
  ): Promise<PlatformStream> {
    return openBody(
      this.#sender,
      {
        method: 'GET',
        path,
        query: listQuery(query),
        isSafe: true,
      },
      call,
    );
  }

  /** @internal */
  async create(
    path: ApiPath,
    object: JsonObject,
    call: WriteCall,
  ): Promise<PlatformAnswer> {
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
  ): Promise<PlatformAnswer> {
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
   * A server-side apply: https://kubernetes.io/docs/reference/using-api/server-side-apply/
   *
   * @internal
   */
  async apply(
    path: ApiPath,
    object: JsonObject,
    call: ApplyCall,
  ): Promise<PlatformAnswer> {
    return this.#write(
      'PATCH',
      path,
      applyQuery(call),
      // JSON is YAML.
      'application/apply-patch+yaml',
      object,
      call,
    );
  }

  /** @internal */
  async delete(
    path: ApiPath,
    options: JsonObject,
    call: WriteCall,
  ): Promise<PlatformAnswer> {
    return this.#write(
      'DELETE',
      path,
      // With options in its body the API server reads none from the query, and a dry run that is asked for there would delete.
      undefined,
      'application/json',
      call.dryRun ? { ...options, dryRun: ['All'] } : options,
      call,
    );
  }

  /**
   * Tells changes to the objects of a kind as they happen, until something ends it: the last item says what (S26). Whoever wants more opens
   * it again, after the last version that it told.
   *
   * @internal
   */
  async watch(
    path: ApiPath,
    query: ClusterWatchQuery,
    call: StreamCall,
  ): Promise<WatchStream> {
    return openWatch(this.#sender, path, query, call);
  }

  /**
   * Passes on what a container of a Pod wrote, and with `follow` what it writes.
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
   * Asks the API server what the caller may do: for buttons, not for decisions. It decides itself when the call comes.
   *
   * @returns an answer for each question, in the same order
   * @internal
   */
  async canI(
    questions: readonly ResourceAttributes[],
    caller: Caller,
  ): Promise<AccessReviewStatus[]> {
    return askAccess(this.#sender, questions, caller);
  }

  /**
   * Asks the API server whom it takes the caller for.
   *
   * @internal
   */
  async whoAmI(caller: Caller): Promise<ClusterUser> {
    return askIdentity(this.#sender, caller);
  }

  /** How busy the connections are, at this moment. */
  poolState(): PoolState {
    return this.#sender.state();
  }

  /** Closes the connections; calls and streams under way are ended. */
  async close(): Promise<void> {
    await this.#sender.close();
  }

  async #write(
    method: 'POST' | 'PATCH' | 'DELETE',
    path: ApiPath,
    query: string | undefined,
    contentType: string,
    body: JsonObject,
    call: WriteCall,
  ): Promise<PlatformAnswer> {
    const answer = await this.#sender.send(
      {
        method,
        path,
        query,
        contentType,
        body: JSON.stringify(body),
        isSafe: call.dryRun === true,
      },
      call,
    );
    return readAnswer(answer, call);
  }
}
