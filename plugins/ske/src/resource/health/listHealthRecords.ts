import {
  readHealthOf,
  type HealthRecordState,
} from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../../live';
import { objectsAt, textAt, valueAt } from '../../values';

/** What one HealthRecord says about a request. */
export interface ShownHealth {
  readonly name: string;
  readonly namespace?: string;
  readonly health: HealthRecordState;
  /** The Promise that the record names, if this is another Promise than that of the request. */
  readonly otherPromise?: string;
}

/**
 * Lists what the HealthRecords of a request say, the worst first. Kratix matches records by name and namespace only. So it also counts a record of another
 * Promise's request with the same name. Such a record is listed, because the health that Kratix reports depends on it, and it is marked if the records are
 * known.
 */
export function listHealthRecords(
  request: KubernetesObject,
  promise: string | undefined,
  records: readonly KubernetesObject[],
): readonly ShownHealth[] {
  return objectsAt(request.status, 'healthStatus', 'healthRecords')
    .map(entry => {
      const name = textAt(entry, 'source', 'name') ?? '?';
      const namespace = textAt(entry, 'source', 'namespace');
      const otherPromise = otherPromiseOf(
        records.find(
          ({ metadata }) =>
            metadata.name === name && metadata.namespace === namespace,
        ),
        promise,
      );
      return {
        name,
        ...(namespace !== undefined && { namespace }),
        health: readHealthOf(entry),
        ...(otherPromise !== undefined && { otherPromise }),
      };
    })
    .sort(
      (one, other) =>
        rank(one) - rank(other) || one.name.localeCompare(other.name),
    );
}

function otherPromiseOf(
  record: KubernetesObject | undefined,
  promise: string | undefined,
): string | undefined {
  const named = textAt(valueAt(record, 'data'), 'promiseRef', 'name');
  return promise !== undefined && named !== promise ? named : undefined;
}

function rank({ health }: ShownHealth): number {
  const order = ['unhealthy', 'degraded', 'unknown', 'healthy', 'ready'];
  return order.indexOf(health.state);
}
