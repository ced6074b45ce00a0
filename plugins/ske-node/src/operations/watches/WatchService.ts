import type {
  WatchQuery,
  WatchSubscription,
} from '@kratix-portal/plugin-ske-common';
import type { OperationAudit } from '../audit/OperationAudit';
import type { OperationCaller } from '../audit/OperationCaller';
import { auditedQuery } from '../kinds/KindQuery';
import type { OperationRunner } from '../operation/OperationRunner';
import type { StreamShutdown } from '../streams/StreamShutdown';
import { checkSubscriptions, checkWatchQuery } from './checkWatchQuery';
import { openSession, type SessionOptions } from './openSession';
import { DeliverSubscription, SubscriptionStream } from './SubscriptionStream';
import type { WatchManyMessage, WatchMessage } from './WatchMessage';

// The smallest buffer of a subscription; it is enough for some events. All subscriptions of a stream share the buffer size of one watch.
const LEAST_BUFFER_BYTES = 8 * 1024;

/**
 * Watches objects with the caller's identity.
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
   * Opens a watch. The operation ends when `deliver` returns.
   *
   * @param deliver - called with the events when the cluster has accepted the watch
   * @throws SkeError when the cluster or the portal refuses the watch
   */
  async watch(
    query: WatchQuery,
    caller: OperationCaller,
    deliver: (messages: AsyncIterable<WatchMessage>) => Promise<void>,
  ): Promise<void> {
    return this.#watchOne({ query, caller, announcesResume: false }, deliver);
  }

  /**
   * Opens many watches in one stream. Each subscription is an operation of its own, so a refused subscription ends with a message, and the other
   * subscriptions continue. The operation ends when `deliver` returns.
   *
   * @param deliver - called with the messages of all subscriptions, before the cluster has accepted any of them
   * @throws SkeError when the input is invalid, or the caller has no identity for the cluster
   */
  async watchMany(
    subscriptions: WatchSubscription[],
    caller: OperationCaller,
    deliver: (messages: AsyncIterable<WatchManyMessage>) => Promise<void>,
  ): Promise<void> {
    return this.#operations.run(
      {
        eventId: 'resource-watch-stream',
        severityLevel: 'low',
        isLasting: true,
        verb: 'watch-stream',
        subject: { subscriptions: subscriptions.length },
      },
      caller,
      async operation => {
        checkSubscriptions(subscriptions);
        const { limits } = operation.client;
        const stream = new SubscriptionStream({
          identity: await operation.identity(),
          signal: caller.signal,
          shutdown: this.#shutdown,
          streamMs: limits.streamMs,
        });
        const bufferBytes = Math.max(
          LEAST_BUFFER_BYTES,
          Math.floor(limits.streamBufferBytes / subscriptions.length),
        );
        const served = subscriptions.map(async ({ id, ...query }) =>
          stream.serve(id, async deliverOne =>
            this.#watchOne(
              {
                query,
                caller: { ...caller, signal: stream.signal },
                announcesResume: true,
                bufferBytes,
              },
              deliverOne,
            ),
          ),
        );
        try {
          await deliver(stream.messages());
        } finally {
          stream.close();
          await Promise.all(served);
          operation.audit.streamEnded(stream.ended);
        }
      },
    );
  }

  async #watchOne(
    options: { query: WatchQuery; caller: OperationCaller } & Pick<
      SessionOptions,
      'announcesResume' | 'bufferBytes'
    >,
    deliver: DeliverSubscription,
  ): Promise<void> {
    const { query, caller, ...how } = options;
    return this.#operations.run(
      {
        eventId: 'resource-watch',
        severityLevel: 'low',
        isLasting: true,
        verb: 'watch',
        subject: auditedQuery(query),
      },
      caller,
      async operation => {
        checkWatchQuery(query);
        const { audit } = operation;
        const session = await openSession(query, operation, {
          ...how,
          shutdown: this.#shutdown,
        });
        await deliver(reportEnd(session.messages(), audit), audit);
      },
    );
  }
}

/** Reports to the audit event how the watch ended. */
async function* reportEnd(
  messages: AsyncIterable<WatchMessage>,
  audit: OperationAudit,
): AsyncGenerator<WatchMessage, void, undefined> {
  audit.streamEnded('caller-left');
  for await (const message of messages) {
    if (message.type === 'end') {
      audit.streamEnded(message.reason);
    }
    yield message;
  }
}
