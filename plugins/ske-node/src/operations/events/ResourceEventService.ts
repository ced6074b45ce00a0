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
// The cluster forgets Events after an hour, but a Promise was seen writing 35 a second.
const MOST_EVENTS = 2_000;

/**
 * Tells what happened to an object, by its Events.
 *
 * @public
 */
export class ResourceEventService {
  readonly #operations: OperationRunner;

  /** @internal */
  constructor(options: { operations: OperationRunner }) {
    this.#operations = options.operations;
  }

  /** The Events of an object, folded, the latest first. The object itself need not be there any more. */
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

/** It becomes part of a selector. */
function checkUid(uid: string | undefined): void {
  if (uid !== undefined && !/^[A-Za-z0-9-]{1,64}$/.test(uid)) {
    throw SkeError.invalidInput([
      invalidField('uid', 'is not the uid of an object'),
    ]);
  }
}

/**
 * Both APIs show the same Events. A role may allow one of them only, so the other is asked when the first is refused: by the same caller.
 */
async function listEvents(
  operation: Operation,
  namespace: string,
  object: { kind: string; name: string; uid?: string },
): Promise<{ items: JsonObject[]; isTruncated: boolean }> {
  try {
    const events = await operation.allOf(knownKinds.event, namespace);
    return await events.listUpTo(MOST_EVENTS, about('regarding', object));
  } catch (error) {
    if (!SkeError.is(error) || error.code !== 'forbidden') {
      throw error;
    }
    const events = await operation.allOf(knownKinds.coreEvent, namespace);
    return events.listUpTo(MOST_EVENTS, about('involvedObject', object));
  }
}

function about(
  prefix: 'regarding' | 'involvedObject',
  object: { kind: string; name: string; uid?: string },
): ListQuery {
  const fieldSelector = Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `${prefix}.${field}=${value}`)
    .join(',');
  return { fieldSelector };
}
