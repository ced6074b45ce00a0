import { findCondition } from './conditions';
import { textAt, valueAt } from './values';

/** The versions of a request, from its ResourceBinding. */
interface Versions {
  /** `spec.version`: a version or `latest`. */
  wanted: string;
  /** The version that was applied last. */
  applied: string;
  /** The version whose upgrade has failed. */
  failed: string | undefined;
}

/** Describes an upgrade that is in progress; undefined if there is none. */
export function describeUpgrade(binding: unknown): string | undefined {
  const versions = readVersions(binding);
  if (!versions || versions.wanted === versions.applied) {
    return undefined;
  }
  const condition = findCondition(
    valueAt(binding, 'status'),
    'UpgradeSucceeded',
  );
  return condition?.reason === 'UpgradeInProgress' ||
    versions.wanted !== 'latest'
    ? `The upgrade from ${versions.applied} to ${versions.wanted === 'latest' ? 'the latest version' : versions.wanted} is in progress.`
    : undefined;
}

/** Describes an upgrade that has failed; undefined if there is none. */
export function describeFailedUpgrade(binding: unknown): string | undefined {
  const versions = readVersions(binding);
  // A first run that fails also sets the failed version.
  if (!versions?.failed) {
    return undefined;
  }
  const { wanted, applied, failed } = versions;
  const now =
    wanted === failed || wanted === 'latest'
      ? ''
      : ` The wanted version is ${wanted} now.`;
  return `The upgrade from ${applied} to ${failed} has failed. The applied version is still ${applied}.${now}`;
}

function readVersions(binding: unknown): Versions | undefined {
  const wanted = textAt(binding, 'spec', 'version');
  const applied = textAt(binding, 'status', 'lastAppliedVersion');
  const failed = textAt(binding, 'status', 'failedVersion');
  // Kratix writes `not-set` for Promises without a version.
  return wanted === undefined || applied === undefined || applied === 'not-set'
    ? undefined
    : { wanted, applied, failed };
}
