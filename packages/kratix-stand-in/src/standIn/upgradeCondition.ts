import { Condition } from '../kubernetes/objects';
import { ConditionValues } from './conditions';

/** The condition of a ResourceBinding. */
export function upgradeCondition(
  status: Condition['status'],
  reason: string,
  message: string,
): ConditionValues {
  return { type: 'UpgradeSucceeded', status, reason, message };
}
