import type { JsonObject } from '@backstage/types';
import {
  invalidField,
  ResourceEvents,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import type { ListQuery } from '../../platform/calls/ApiQuery';
import { knownKinds } from '../kinds/knownKinds';
import type { Operation } from '../operation/Operation';
import type { OperationRunner } from '../operation/OperationRunner';
import type { OperationCaller } from '../audit/OperationCaller';
import { auditedRef } from '../audit/auditedRef';
import { foldEvents } from './foldEvents';

// Where Kubernetes keeps the Events of cluster-scoped objects.
const CLUSTER_EVENTS_NAMESPACE = 'default';
// The cluster keeps Events for an hour, but a Promise has been seen to cause 35 a second.
const MOST_EVENTS = 2_000;

/**
 * Lists the Events of an object.
 *
 * @public
 */
export class ResourceEventService {
  readonly #operations: OperationRunner;

  /** @internal */
  constructor(options: { operations: OperationRunner }) {
    this.#operations = options.operations;
  }

  /** Returns the Events of an object, merged, the latest first. The object may have been deleted. */
  async list(
    ref: ResourceRef & { uid?: string },
    caller: OperationCaller,
  ): Promise<ResourceEvents> {
    return this.#operations.run(
      {
        eventId: 'resource-events',
        severityLevel: 'low',
        verb: 'list events',
        subject: auditedRef(ref),
      },
      caller,
      async operation => {
        checkUid(ref.uid);
        const target = await operation.find(ref, ['read']);
        const { kind, name, namespace } = target.ref;
        const { items, isTruncated } = await listEvents(
          operation,
          namespace ?? CLUSTER_EVENTS_NAMESPACE,
          { kind, name, uid: ref.uid },
        );
        return { events: foldEvents(items), truncated: isTruncated };
      },
    );
  }
}

/** Validates a uid, because it becomes part of a field selector. */
function checkUid(uid: string | undefined): void {
  if (uid !== undefined && !/^[A-Za-z0-9-]{1,64}$/.test(uid)) {
    throw SkeError.invalidInput([
      invalidField('uid', 'is not the uid of an object'),
    ]);
  }
}

/**
 * Lists Events through events.k8s.io or, if that is forbidden, through core/v1. Both APIs show the same Events, and a role may allow only one of them.
 */
async function listEvents(
  operation: Operation,
  namespace: string,
  object: { kind: string; name: string; uid?: string },
): Promise<{ items: JsonObject[]; isTruncated: boolean }> {
  try {
    const events = await operation.allOf(knownKinds.event, namespace);
    return await events.listUpTo(MOST_EVENTS, selectorOf('regarding', object));
  } catch (error) {
    if (!SkeError.is(error) || error.code !== 'forbidden') {
      throw error;
    }
    const events = await operation.allOf(knownKinds.coreEvent, namespace);
    return events.listUpTo(MOST_EVENTS, selectorOf('involvedObject', object));
  }
}

function selectorOf(
  prefix: 'regarding' | 'involvedObject',
  object: { kind: string; name: string; uid?: string },
): ListQuery {
  const fieldSelector = Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `${prefix}.${field}=${value}`)
    .join(',');
  return { fieldSelector };
}
