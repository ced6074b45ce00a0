import {
  describeResourceRef,
  type ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { auditedRef } from '../audit/auditedRef';
import type { OperationCaller } from '../audit/OperationCaller';
import type { Operation } from '../operation/Operation';
import type { OperationRunner } from '../operation/OperationRunner';
import type { ResourceTarget } from '../targets/ResourceTarget';

/**
 * A request that the caller may record.
 *
 * @public
 */
export interface CheckedRequest {
  /** The resource, with its namespace unless its kind is cluster-scoped. */
  ref: ResourceRef;
  /** The plural of its kind. */
  plural: string;
  /** Whether the resource is on the platform cluster already. */
  exists: boolean;
  /** The Backstage user, and the name of that user on the cluster if the cluster has sent it. */
  requester: { userEntityRef: string; clusterUser?: string };
}

/**
 * Checks who may record a request, before another component stores it.
 *
 * The catalog shows recorded requests to other users. So a caller can only record a request for a resource that the caller may also create: the kind must exist,
 * and both the portal's policy and the cluster must allow the creation.
 *
 * @public
 */
export class RequestRecordService {
  readonly #operations: OperationRunner;

  /** @internal */
  constructor(options: { operations: OperationRunner }) {
    this.#operations = options.operations;
  }

  /**
   * Checks the request, and then saves it.
   *
   * @param request - `waitsForReview`: the request waits in a pull request, and another user applies it. In this case the caller does not need the
   * right to create the resource, but needs the right to read it
   */
  async record<T>(
    request: { ref: ResourceRef; waitsForReview: boolean },
    caller: OperationCaller,
    save: (checked: CheckedRequest) => Promise<T>,
  ): Promise<T> {
    return this.#run(request.ref, caller, async operation => {
      const target = await operation.find(request.ref, ['create', 'update']);
      const exists = await readExistence(target, operation, request);
      if (!exists) {
        const decisions = await operation.decide(['create']);
        decisions.check('create', target.ref);
      }
      return save({
        ref: target.ref,
        plural: target.location.plural,
        exists,
        requester: await operation.readRequester(),
      });
    });
  }

  /** Withdraws the caller's own record. The caller needs no right on the resource, because the resource and its kind may have been deleted. */
  async withdraw<T>(
    ref: ResourceRef,
    caller: OperationCaller,
    remove: () => Promise<T>,
  ): Promise<T> {
    return this.#run(ref, caller, remove);
  }

  #run<T>(
    ref: ResourceRef,
    caller: OperationCaller,
    work: (operation: Operation) => Promise<T>,
  ): Promise<T> {
    return this.#operations.run(
      {
        eventId: 'request-record',
        severityLevel: 'medium',
        verb: 'record',
        subject: auditedRef(ref),
      },
      caller,
      work,
    );
  }
}

async function readExistence(
  target: ResourceTarget,
  operation: Operation,
  { waitsForReview }: { waitsForReview: boolean },
): Promise<boolean> {
  try {
    await target.read();
    return true;
  } catch (error) {
    const code = SkeError.is(error) ? error.code : undefined;
    if (code === 'not-found' && waitsForReview) {
      return false;
    }
    // A caller may be allowed to create an object that they may not read.
    if (code !== 'not-found' && (code !== 'forbidden' || waitsForReview)) {
      throw error;
    }
    await checkCreate(target, operation);
    return false;
  }
}

async function checkCreate(
  { ref, location }: ResourceTarget,
  operation: Operation,
): Promise<void> {
  const { group, plural, namespace } = location;
  const [answer] = await operation.client.canI(
    [{ verb: 'create', group, resource: plural, namespace }],
    {
      identity: await operation.identity(),
      signal: operation.caller.signal,
    },
  );
  if (!answer.allowed) {
    throw new SkeError({
      code: 'forbidden',
      message: `You may not create ${describeResourceRef(ref)}, so its request is not recorded.`,
      hint: 'Ask the owners of the platform cluster for the right to create it.',
      detail: answer.reason,
    });
  }
}
