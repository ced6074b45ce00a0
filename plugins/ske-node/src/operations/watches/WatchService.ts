import type { WatchQuery } from '@kratix-portal/plugin-ske-common';
import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';
import { checkKindQuery, auditedQuery } from '../kinds/KindQuery';
import type { ResourceDecisions } from '../../permissions';
import type { KindTarget } from '../targets/KindTarget';
import { chooseNamespace, Operation } from '../operation/Operation';
import type { OperationRunner } from '../operation/OperationRunner';
import { toPermissionTarget } from '../targets/permissionTarget';
import type { OperationAudit } from '../audit/OperationAudit';
import type { OperationCaller } from '../audit/OperationCaller';
import type { StreamShutdown } from '../streams/StreamShutdown';
import type { WatchMessage } from './WatchMessage';
import { WatchSession } from './WatchSession';

/*
 * A resourceVersion of the API server: a decimal number of 64 bits (https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions).
 * The API server answers 500 to anything else. 0 is excluded, because it means any version in the cache, however old.
 */
const VERSION = /^[1-9][0-9]{0,18}$/;

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
        checkQuery(query);
        const { name, labelSelector } = query;
        const { target, decisions } = await findTarget(query, operation);
        const session = await WatchSession.open({
          target,
          isVisible: object =>
            decisions.allows('read', toPermissionTarget(object)),
          selectors: {
            labelSelector,
            fieldSelector:
              name === undefined ? undefined : `metadata.name=${name}`,
          },
          resourceVersion: query.resourceVersion,
          shutdown: this.#shutdown,
        });
        await deliver(reportEnd(session.messages(), operation.audit));
      },
    );
  }
}

async function findTarget(
  query: WatchQuery,
  operation: Operation,
): Promise<{ target: KindTarget; decisions: ResourceDecisions }> {
  const found = await operation.findAll(query, ['read']);
  const { served } = found.target;
  if (query.name === undefined) {
    return found;
  }
  const { apiVersion, kind, name } = query;
  const namespace = chooseNamespace(query, served.namespaced);
  found.decisions.checkAny({ apiVersion, kind, namespace, name });
  return { ...found, target: await operation.allOf(served, namespace) };
}

function checkQuery(query: WatchQuery): void {
  checkKindQuery(query);
  const { resourceVersion } = query;
  if (resourceVersion !== undefined && !VERSION.test(resourceVersion)) {
    throw SkeError.invalidInput([
      invalidField(
        'resourceVersion',
        'is neither the id of a watch event nor the version of a list',
      ),
    ]);
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
