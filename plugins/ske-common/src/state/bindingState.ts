import { oneLine } from '../errors';
import { decidedBy, findCondition, type Condition } from './parts/conditions';
import { sentence } from './parts/sentences';
import { makeState, type ObjectState } from './parts/StateWithReason';
import { quoted, textAt, valueAt } from './parts/values';
import { isUpgradeReported, readUpgrade, type Upgrade } from './upgrade';

/**
 * The state of a ResourceBinding in one word.
 *
 * @public
 */
export type BindingState =
  'applied' | 'pending' | 'in-progress' | 'failed' | 'deleting';

/**
 * Reads the state of a ResourceBinding: which version of its Promise a request has, and how far an upgrade is.
 *
 * @public
 */
export function readBindingState(binding: unknown): ObjectState<BindingState> {
  const deleted = textAt(binding, 'metadata', 'deletionTimestamp');
  if (deleted) {
    return makeState('deleting', 'progress', [sentence('deletion-running')], {
      since: deleted,
      next: 'wait',
    });
  }
  const status = valueAt(binding, 'status');
  const condition = findCondition(status, 'UpgradeSucceeded');
  const applied = textAt(status, 'lastAppliedVersion');
  const failed = textAt(status, 'failedVersion');
  const upgrade = readUpgrade(binding);
  if (condition?.reason === 'UpgradeFailed' && failed !== undefined) {
    return makeState(
      'failed',
      'negative',
      [
        ...(upgrade?.failed
          ? upgrade.parts.failed
          : [describeFailedRun(failed, applied)]),
        condition.message
          ? sentence('kratix-says', { message: quoted(condition.message) })
          : undefined,
      ],
      { ...decidedBy(condition), next: 'fix-pipeline' },
    );
  }
  const isReported = isUpgradeReported(binding);
  const wanted = textAt(binding, 'spec', 'version');
  if (upgrade?.pending) {
    return pendingUpgrade(
      upgrade,
      isReported ? condition : undefined,
      wanted === 'latest',
    );
  }
  if (isReported && applied !== undefined) {
    return makeState(
      'in-progress',
      'progress',
      [
        sentence('version-runs-again', {
          wanted: oneLine(
            wanted === undefined || wanted === 'latest' ? applied : wanted,
          ),
        }),
      ],
      { ...decidedBy(condition), next: 'wait' },
    );
  }
  if (applied === undefined) {
    return makeState('pending', 'progress', [sentence('first-run-pending')], {
      since: textAt(binding, 'metadata', 'creationTimestamp'),
      next: 'wait',
    });
  }
  return makeState(
    'applied',
    'positive',
    [describeApplied(applied, textAt(binding, 'spec', 'version'))],
    condition?.status === 'True' ? decidedBy(condition) : {},
  );
}

/** Kratix reports an upgrade to a version that does not exist as in progress for ever. */
function pendingUpgrade(
  upgrade: Upgrade,
  condition: Condition | undefined,
  isToLatest: boolean,
): ObjectState<BindingState> {
  return makeState(
    'in-progress',
    'progress',
    [
      ...upgrade.parts.pending,
      isToLatest ? undefined : sentence('upgrade-check-version'),
    ],
    {
      ...decidedBy(condition),
      next: isToLatest ? 'wait' : 'check-version',
    },
  );
}

/** Kratix reports every failed run as a failed upgrade: also a first run, which has no applied version, and a run with the applied version. */
function describeFailedRun(failed: string, applied: string | undefined) {
  if (failed === 'not-set') {
    return sentence('a-pipeline-failed');
  }
  return sentence(
    applied === undefined ? 'first-run-failed' : 'version-run-failed',
    { failed: oneLine(failed) },
  );
}

function describeApplied(applied: string, wanted: string | undefined) {
  if (applied === 'not-set') {
    return sentence('version-not-set');
  }
  const values = { applied: oneLine(applied) };
  return wanted === 'latest'
    ? sentence('version-applied-latest', values)
    : sentence('version-applied', values);
}
