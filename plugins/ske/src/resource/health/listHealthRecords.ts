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
}

/**
 * Lists what the HealthRecords of a request say, the worst first. Kratix matches records by name and namespace only. So a record of another Promise's
 * request with the same name is left out here, if the records are known.
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
      return {
        name,
        ...(namespace !== undefined && { namespace }),
        health: readHealthOf(entry),
        record: records.find(
          ({ metadata }) =>
            metadata.name === name && metadata.namespace === namespace,
        ),
      };
    })
    .filter(({ record }) => !isOfOther(record, promise))
    .map(({ record: _, ...shown }) => shown)
    .sort(
      (one, other) =>
        rank(one) - rank(other) || one.name.localeCompare(other.name),
    );
}

function isOfOther(
  record: KubernetesObject | undefined,
  promise: string | undefined,
): boolean {
  const named = textAt(valueAt(record, 'data'), 'promiseRef', 'name');
  return named !== undefined && promise !== undefined && named !== promise;
}

function rank({ health }: ShownHealth): number {
  const order = ['unhealthy', 'degraded', 'unknown', 'healthy', 'ready'];
  return order.indexOf(health.state);
}
