import { findCondition } from './conditions';
import type { ResourceState, StateWithReason } from './StateWithReason';
import { textAt, valueAt } from './values';

/**
 * The upgrade of a resource request, as sentences for the reason of its state.
 *
 * @public
 */
export interface Upgrade {
  /** With the wanted and the applied version; absent if the wanted version is applied. */
  pending?: string;
  /** With the failed, the applied and the wanted version; absent if no upgrade has failed. */
  failed?: string;
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
  return pending || failed ? { pending, failed } : undefined;
}

/**
 * Adds an upgrade to the reason of a state.
 *
 * @public
 */
export function withUpgrade(
  { state, reason }: StateWithReason<ResourceState>,
  upgrade: Upgrade | undefined,
): StateWithReason<ResourceState> {
  const { failed, pending } = upgrade ?? {};
  if (state === 'failed' && failed) {
    return { state, reason: `${failed} ${reason}` };
  }
  if (state === 'in-progress' && pending) {
    return { state, reason: `${pending} ${reason}` };
  }
  if (state === 'not-picked-up' && pending) {
    // Kratix only reports a version that does not exist in an Event.
    return {
      state,
      reason: `${pending} ${reason} If it does not start, check that the version exists.`,
    };
  }
  return { state, reason };
}

function describePending(
  binding: unknown,
  wanted: string,
  applied: string,
): string | undefined {
  if (wanted !== 'latest') {
    return wanted === applied
      ? undefined
      : `The request is to be upgraded from ${applied} to ${wanted}.`;
  }
  const condition = findCondition(
    valueAt(binding, 'status'),
    'UpgradeSucceeded',
  );
  return condition?.reason === 'UpgradeInProgress'
    ? `The request is to be upgraded from ${applied} to the latest version.`
    : undefined;
}

function describeFailed(
  binding: unknown,
  wanted: string,
  applied: string,
): string | undefined {
  const failed = textAt(binding, 'status', 'failedVersion');
  if (failed === undefined) {
    return undefined;
  }
  const now =
    wanted === failed || wanted === 'latest'
      ? ''
      : ` The wanted version is ${wanted} now.`;
  return `The upgrade from ${applied} to ${failed} has failed. The applied version is still ${applied}.${now}`;
}
