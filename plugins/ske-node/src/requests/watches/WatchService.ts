import type { WatchQuery } from '@kratix-portal/plugin-ske-common';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { checkKindQuery, toQueryMeta } from '../KindQuery';
import { checkScope, chooseNamespace } from '../Operation';
import type { OperationRunner } from '../OperationRunner';
import type { AuditMeta } from '../RequestAudit';
import type { RequestCaller } from '../RequestCaller';
import type { StreamShutdown } from './StreamShutdown';
import type { WatchMessage } from './WatchMessage';
import { WatchSession } from './WatchSession';

/**
 * Tells changes to objects as they happen, as the caller.
 *
 * @public
 */
export class WatchService {
  readonly #operations: OperationRunner;
  readonly #shutdown: StreamShutdown;

  /** @internal */
  constructor(options: {
    operations: OperationRunner;
    shutdown: StreamShutdown;
  }) {
    this.#operations = options.operations;
    this.#shutdown = options.shutdown;
  }

  /**
   * Opens a watch and has its events delivered; the operation lasts until that is done.
   *
   * @param deliver - is given the events once the cluster has begun to send them
   * @throws SkeError when the cluster, or a rule of ours, refuses the watch
   */
  async watch(
    query: WatchQuery,
    caller: RequestCaller,
    deliver: (messages: AsyncIterable<WatchMessage>) => Promise<void>,
  ): Promise<void> {
    return this.#operations.run(
      {
        eventId: 'resource-watch',
        severityLevel: 'low',
        verb: 'watch',
        about: toQueryMeta(query),
      },
      caller,
      async operation => {
        checkQuery(query);
        const { apiVersion, kind, name, labelSelector } = query;
        const served = await operation.findKind(apiVersion, kind);
        checkScope(query, served.namespaced);
        const namespace =
          name === undefined
            ? query.namespace
            : chooseNamespace(query, served.namespaced);
        const session = await WatchSession.open({
          target: await operation.allOf(served, namespace),
          selectors: {
            labelSelector,
            fieldSelector:
              name === undefined ? undefined : `metadata.name=${name}`,
          },
          resourceVersion: query.resourceVersion,
          shutdown: this.#shutdown,
        });
        await deliver(noted(session.messages(), operation.meta));
      },
    );
  }
}

function checkQuery(query: WatchQuery): void {
  checkKindQuery(query);
  const { resourceVersion } = query;
  // Kubernetes calls it opaque, but 0 has a meaning of its own: whatever the API server has at hand, however old.
  if (
    resourceVersion !== undefined &&
    (!/^[A-Za-z0-9]{1,64}$/.test(resourceVersion) || resourceVersion === '0')
  ) {
    throw SkeError.invalidInput([
      {
        field: 'resourceVersion',
        message:
          'is not the id of an event of a watch, or the version of a list',
      },
    ]);
  }
}

/** How it ended is told in the audit event. */
async function* noted(
  messages: AsyncIterable<WatchMessage>,
  meta: AuditMeta,
): AsyncGenerator<WatchMessage, void, undefined> {
  meta.ended = 'caller-left';
  for await (const message of messages) {
    if (message.type === 'end') {
      meta.ended = message.reason;
    }
    yield message;
  }
}
