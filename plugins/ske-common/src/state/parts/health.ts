import { oneLine } from '../../errors';
import { sentence, type ReasonPart } from './sentences';
import { makeState, type ObjectState, type StateTone } from './StateWithReason';
import { numberAt, objectsAt, textAt, valueAt } from './values';

/**
 * What a HealthRecord reports about a resource.
 *
 * @public
 */
export type HealthState =
  'healthy' | 'ready' | 'unknown' | 'degraded' | 'unhealthy';

/** The health of a resource that can be used only in part or not at all. The health is independent of all conditions. */
export interface Health {
  state: 'unhealthy' | 'degraded';
  part: ReasonPart;
}

/** Reads `status.healthStatus`; undefined if the resource can be used without restriction. */
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
    part:
      records.length > 0
        ? sentence(`health-record-${state}`, {
            records: oneLine(records.join(', ')),
          })
        : sentence(`health-${state}`),
  };
}

const TONES: Readonly<Record<HealthState, StateTone>> = {
  healthy: 'positive',
  ready: 'positive',
  unknown: 'neutral',
  degraded: 'attention',
  unhealthy: 'negative',
};

/**
 * The state of a HealthRecord, and when it was checked.
 *
 * @public
 */
export interface HealthRecordState extends ObjectState<HealthState> {
  /** RFC 3339. When the health was last checked. */
  checkedAt?: string;
  /** What was found, in the words of the check. The value may have any shape. */
  details?: unknown;
}

/**
 * Reads one of `status.healthStatus.healthRecords` of a request, or the `data` of a HealthRecord, which has neither a spec nor a status.
 *
 * @public
 */
export function readHealthOf(data: unknown): HealthRecordState {
  const text = textAt(data, 'state');
  const state = text !== undefined && isHealthState(text) ? text : 'unknown';
  const lastRun = numberAt(data, 'lastRun');
  const details = valueAt(data, 'details');
  return {
    ...makeState(state, TONES[state], [sentence(`health-${state}`)], {
      next:
        state === 'unhealthy' || state === 'degraded'
          ? 'check-health'
          : undefined,
    }),
    ...(lastRun !== undefined && toTime(lastRun)),
    ...(details !== undefined && { details }),
  };
}

/** Kratix writes seconds since 1970. A number outside the range of dates is left out. */
function toTime(seconds: number): { checkedAt?: string } {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? {} : { checkedAt: date.toISOString() };
}

function isHealthState(text: string): text is HealthState {
  return Object.hasOwn(TONES, text);
}
