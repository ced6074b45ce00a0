import type { LiveQuery } from '../objects/types';

/** A text that is the same for two queries that select the same objects. */
export function queryKey(query: LiveQuery): string {
  const { apiVersion, kind, namespace, name } = query;
  const { labelSelector, fieldSelector } = query;
  return JSON.stringify([
    apiVersion,
    kind,
    namespace ?? null,
    name ?? null,
    labelSelector ?? null,
    fieldSelector ?? null,
  ]);
}

/** Uses only the fields of a query, because a caller may pass an object that has more fields. */
export function toQuery(query: LiveQuery): LiveQuery {
  const { apiVersion, kind, namespace, name } = query;
  const { labelSelector, fieldSelector } = query;
  return {
    apiVersion,
    kind,
    ...(namespace !== undefined && { namespace }),
    ...(name !== undefined && { name }),
    ...(labelSelector !== undefined && { labelSelector }),
    ...(fieldSelector !== undefined && { fieldSelector }),
  };
}
