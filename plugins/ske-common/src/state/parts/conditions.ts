import type { StateFacts } from './StateWithReason';
import { objectsAt, textAt } from './values';

/** One of `status.conditions`. Their order has no meaning, since Kratix iterates over a map. */
export interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  lastTransitionTime?: string;
}

/** Finds a condition by its type; undefined if it is absent or not well formed. */
export function findCondition(
  status: unknown,
  type: string,
): Condition | undefined {
  const found = objectsAt(status, 'conditions').find(
    each => each.type === type && typeof each.status === 'string',
  );
  return (
    found && {
      type,
      status: found.status as string,
      reason: textAt(found, 'reason'),
      message: textAt(found, 'message'),
      lastTransitionTime: textAt(found, 'lastTransitionTime'),
    }
  );
}

/** The fields of a state that come from a condition: its time, and the condition as the origin of the state. */
export function decidedBy(condition: Condition | undefined): StateFacts {
  return condition
    ? {
        since: condition.lastTransitionTime,
        decidedBy: { condition: condition.type },
      }
    : {};
}
