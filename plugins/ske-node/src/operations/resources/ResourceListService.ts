import type {
  ResourceList,
  ResourceListQuery,
} from '@kratix-portal/plugin-ske-common';
import { checkKindQuery, auditedQuery } from '../kinds/KindQuery';
import { knownKinds } from '../kinds/knownKinds';
import type { Operation } from '../operation/Operation';
import type { OperationRunner } from '../operation/OperationRunner';
import { toPermissionTarget } from '../targets/permissionTarget';
import { toListItem } from '../targets/toListItem';
import { readPromiseKind } from '../kinds/promiseKind';
import type { OperationCaller } from '../audit/OperationCaller';

const DEFAULT_LIMIT = 100;

/**
 * Lists the objects of a kind, or the resource requests of a Promise.
 *
 * @public
 */
export class ResourceListService {
  readonly #operations: OperationRunner;

  /** @internal */
  constructor(options: { operations: OperationRunner }) {
    this.#operations = options.operations;
  }

  /**
   * Lists one page.
   *
   * @throws SkeError; `expired` when `continue` is too old
   */
  async list(
    query: ResourceListQuery,
    caller: OperationCaller,
  ): Promise<ResourceList> {
    return this.#operations.run(
      {
        eventId: 'resource-list',
        severityLevel: 'low',
        verb: 'list',
        subject: auditedQuery(query),
      },
      caller,
      async operation => {
        checkKindQuery(query);
        const { apiVersion, kind } = await namedKind(query, operation);
        operation.audit.kindFound({ apiVersion, kind });
        const { target, decisions } = await operation.findAll(
          { apiVersion, kind, namespace: query.namespace },
          ['read'],
        );
        const { served } = target;
        const page = await target.list({
          limit: query.limit ?? DEFAULT_LIMIT,
          continue: query.continue,
          labelSelector: query.labelSelector,
          fieldSelector: query.fieldSelector,
        });
        const { resourceVersion, remainingItemCount } = page;
        return {
          apiVersion,
          kind,
          namespaced: served.namespaced,
          items: page.items
            .map(item => toListItem(item, apiVersion, served))
            .filter(item => decisions.allows('read', toPermissionTarget(item))),
          ...(resourceVersion !== undefined && { resourceVersion }),
          ...(page.continue !== undefined && { continue: page.continue }),
          ...(remainingItemCount !== undefined && { remainingItemCount }),
        };
      },
    );
  }
}

async function namedKind(
  query: ResourceListQuery,
  operation: Operation,
): Promise<{ apiVersion: string; kind: string }> {
  if (query.promise === undefined) {
    return query;
  }
  const promise = await operation.targetOf(knownKinds.promise, {
    name: query.promise,
  });
  return readPromiseKind(await promise.read());
}
