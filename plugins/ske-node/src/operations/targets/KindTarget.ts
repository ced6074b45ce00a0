import { formatApiVersion } from '@kratix-portal/plugin-ske-common';
import type { PlatformIdentity } from '../../credentials';
import type { PlatformClient } from '../../platform';
import { collectionPath } from '../../platform/calls/ApiPath';
import type {
  ListQuery,
  ClusterWatchQuery,
} from '../../platform/calls/ApiQuery';
import type { ServedKind } from '../../platform/discovery/ServedKind';
import type {
  CallSubject,
  PlatformCall,
  PlatformPage,
  WatchCall,
} from '../../platform/calls/PlatformCall';
import type { WatchStream } from '../../platform/streams/WatchStream';
import type { OperationAudit } from '../audit/OperationAudit';

interface KindTargetOptions {
  served: ServedKind;
  namespace: string | undefined;
  client: PlatformClient;
  identity: PlatformIdentity;
  signal: AbortSignal | undefined;
  audit: OperationAudit;
}

/**
 * All objects of one kind, in one namespace or in all. The operation has passed all checks. The target holds the location of the objects and the
 * identity for calls about them.
 */
export class KindTarget {
  readonly served: ServedKind;
  readonly namespace: string | undefined;
  readonly #options: KindTargetOptions;

  constructor(options: KindTargetOptions) {
    this.served = options.served;
    this.namespace = options.namespace;
    this.#options = options;
  }

  async list(query: ListQuery): Promise<PlatformPage> {
    const { client, audit } = this.#options;
    const page = await client.list(this.#path(), query, this.#call('list'));
    audit.apiServerAuditId(page.auditId);
    return page;
  }

  /** Lists page by page, at most `most` objects. */
  async listUpTo(
    most: number,
    query: ListQuery,
  ): Promise<{ items: PlatformPage['items']; isTruncated: boolean }> {
    const items: PlatformPage['items'] = [];
    let next: string | undefined;
    do {
      const page = await this.list({
        ...query,
        limit: Math.min(most - items.length, 500),
        continue: next,
      });
      items.push(...page.items);
      next = page.continue;
    } while (next !== undefined && items.length < most);
    return { items, isTruncated: next !== undefined };
  }

  async watch(
    query: ClusterWatchQuery,
    stream: Pick<
      WatchCall,
      'sessionSignal' | 'isResumed' | 'bufferBytes' | 'streamMs'
    >,
  ): Promise<WatchStream> {
    const { client, audit } = this.#options;
    const watch = await client.watch(this.#path(), query, {
      ...this.#call('watch'),
      ...stream,
    });
    audit.apiServerAuditId(watch.auditId);
    return watch;
  }

  /**
   * Returns a target for the same objects, with a token of the same user that is valid now. Returns undefined if the identity has no session.
   *
   * @throws SkeError, 401 `session-ended` when the user has no live session
   */
  async renew(): Promise<KindTarget | undefined> {
    const { identity } = this.#options;
    return identity.isRenewable && identity.kind === 'user'
      ? new KindTarget({ ...this.#options, identity: await identity.renew() })
      : undefined;
  }

  #path() {
    const { group, version, plural } = this.served;
    return collectionPath({
      group,
      version,
      plural,
      namespace: this.namespace,
    });
  }

  #call(verb: CallSubject['verb']): PlatformCall {
    const { client, identity, signal } = this.#options;
    const { kind, plural } = this.served;
    return {
      identity,
      signal,
      subject: {
        verb,
        cluster: client.cluster,
        target: {
          type: 'kind',
          apiVersion: formatApiVersion(this.served),
          kind,
          plural,
          namespace: this.namespace,
        },
      },
    };
  }
}
