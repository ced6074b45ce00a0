import { objectsAt, textAt } from './values';

/** The health that Destinations report for a request. It is independent of all conditions. */
export interface Health {
  state: 'unhealthy' | 'degraded';
  /** A sentence. */
  reason: string;
}

/** Reads `status.healthStatus`; undefined if the health does not restrict the use of the resource. */
export function readHealth(status: unknown): Health | undefined {
  const state = textAt(status, 'healthStatus', 'state');
  if (state !== 'unhealthy' && state !== 'degraded') {
    return undefined;
  }
  const records = objectsAt(status, 'healthStatus', 'healthRecords')
    .filter(each => textAt(each, 'state') === state)
    .map(each => textAt(each, 'source', 'name'))
    .filter(name => name !== undefined);
  return {
    state,
    reason:
      records.length > 0
        ? `The HealthRecord ${records.join(', ')} reports that the resource is ${state}.`
        : `The resource is reported as ${state}.`,
  };
}
