import { oneLine } from '../errors';
import { findCondition, type Condition } from './parts/conditions';
import { describeReason, sentence, type ReasonPart } from './parts/sentences';
import type {
  ObjectState,
  ResourceState,
  StateWithReason,
} from './parts/StateWithReason';
import { textAt, valueAt } from './parts/values';

/**
 * The upgrade of a resource request, as sentences for the reason of its state.
 *
 * @public
 */
export interface Upgrade {
  /** A sentence with the wanted and the applied version; absent if the wanted version is applied. */
  pending?: string;
  /** A sentence with the failed, the applied and the wanted version; absent if no upgrade has failed. */
  failed?: string;
  /** The same sentences as data. */
  parts: {
    pending: readonly ReasonPart[];
    failed: readonly ReasonPart[];
  };
}

/**
 * Reads the upgrade of a request from its ResourceBinding; undefined if there is none.
 *
 * @public
 */
export function readUpgrade(binding: unknown): Upgrade | undefined {
  const wanted = textAt(binding, 'spec', 'version');
  const applied = textAt(binding, 'status', 'lastAppliedVersion');
  // A first run has not applied a version. Kratix writes `not-set` for Promises without a version.
  if (wanted === undefined || applied === undefined || applied === 'not-set') {
    return undefined;
  }
  const pending = describePending(binding, wanted, applied);
  const failed = describeFailed(binding, wanted, applied);
  return pending.length > 0 || failed.length > 0
    ? {
        ...(pending.length > 0 && { pending: describeReason(pending) }),
        ...(failed.length > 0 && { failed: describeReason(failed) }),
        parts: { pending, failed },
      }
    : undefined;
}

/**
 * Adds an upgrade to the reason of a state.
 *
 * @public
 */
export function withUpgrade<State extends StateWithReason<ResourceState>>(
  state: State,
  upgrade: Upgrade | undefined,
): State {
  const { failed = [], pending = [] } = upgrade?.parts ?? {};
  if (state.state === 'failed' && failed.length > 0) {
    return surround(state, failed);
  }
  if (state.state === 'in-progress' && pending.length > 0) {
    return surround(state, pending);
  }
  if (state.state === 'not-picked-up' && pending.length > 0) {
    // If a version does not exist, Kratix reports this only in an Event.
    return surround(state, pending, [sentence('upgrade-check-version')]);
  }
  return state;
}

/** Adds sentences before and after a reason, and to its parts if the state has them. */
function surround<State extends StateWithReason<string>>(
  state: State,
  before: readonly ReasonPart[],
  after: readonly ReasonPart[] = [],
): State {
  const { parts }: Partial<ObjectState<string>> = state;
  return {
    ...state,
    reason: [describeReason(before), state.reason, describeReason(after)]
      .filter(each => each !== '')
      .join(' '),
    ...(parts && { parts: [...before, ...parts, ...after] }),
  };
}

function describePending(
  binding: unknown,
  wanted: string,
  applied: string,
): readonly ReasonPart[] {
  if (wanted !== 'latest') {
    return wanted === applied
      ? []
      : [
          sentence('upgrade-pending', {
            applied: oneLine(applied),
            wanted: oneLine(wanted),
          }),
        ];
  }
  return isUpgradeReported(binding) && versionInProgress(binding) !== applied
    ? [sentence('upgrade-to-latest-pending', { applied: oneLine(applied) })]
    : [];
}

/** Whether Kratix reports an upgrade. Kratix also reports every run after a failed run in this way, even if the version stays the same. */
export function isUpgradeReported(binding: unknown): boolean {
  return upgradeConditionOf(binding)?.reason === 'UpgradeInProgress';
}

/** The version of the run that Kratix reports. It is only in the message of the condition, where Kratix itself reads it: api/v1alpha1/resourcebinding_types.go. */
function versionInProgress(binding: unknown): string | undefined {
  const { message = '' } = upgradeConditionOf(binding) ?? {};
  return isUpgradeReported(binding)
    ? /version (\S+)/.exec(message)?.[1]
    : undefined;
}

function upgradeConditionOf(binding: unknown): Condition | undefined {
  return findCondition(valueAt(binding, 'status'), 'UpgradeSucceeded');
}

function describeFailed(
  binding: unknown,
  wanted: string,
  applied: string,
): readonly ReasonPart[] {
  const failed = textAt(binding, 'status', 'failedVersion');
  // Kratix also reports a run with the applied version as a failed upgrade, such as the run after a change of the spec.
  if (failed === undefined || failed === applied) {
    return [];
  }
  const what = sentence('upgrade-failed', {
    applied: oneLine(applied),
    failed: oneLine(failed),
  });
  return wanted === failed || wanted === 'latest'
    ? [what]
    : [what, sentence('upgrade-wanted-now', { wanted: oneLine(wanted) })];
}
