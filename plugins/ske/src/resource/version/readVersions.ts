import { NOT_SET } from '../../kratix';
import type { KubernetesObject } from '../../live';
import { textAt, valueAt } from '../../values';

/** The version of a request, and the version that the request can be upgraded to. */
export interface Versions {
  /** The current version; absent before its first run, and for a Promise without a version. */
  readonly applied?: string;
  /** Whether the request follows the latest version of the Promise. */
  readonly followsLatest: boolean;
  /** The latest version of the Promise, if the request does not have it and does not follow the latest version. */
  readonly available?: string;
  /** All versions that exist, as far as they are known. */
  readonly all: readonly string[];
}

/** Reads the versions from the binding of a request and the revisions of its Promise. Both may be missing. */
export function readVersions(
  request: KubernetesObject,
  binding: KubernetesObject | undefined,
  revisions: readonly KubernetesObject[],
): Versions {
  const applied = [
    textAt(binding, 'status', 'lastAppliedVersion'),
    textAt(request.status, 'promiseVersion'),
  ].find(version => version !== undefined && version !== NOT_SET);
  const wanted =
    textAt(binding, 'spec', 'version') ??
    textAt(request.status, 'resourceBindingVersion');
  const latest = revisions.find(
    revision => valueAt(revision, 'status', 'latest') === true,
  );
  const latestVersion = latest && textAt(latest, 'spec', 'version');
  const isUpgrade =
    latestVersion !== undefined &&
    latestVersion !== NOT_SET &&
    wanted !== 'latest' &&
    latestVersion !== wanted &&
    latestVersion !== applied;
  return {
    ...(applied !== undefined && { applied }),
    followsLatest: wanted === 'latest',
    ...(isUpgrade && { available: latestVersion }),
    all: revisions
      .map(revision => textAt(revision, 'spec', 'version'))
      .filter(version => version !== undefined)
      .filter(version => version !== NOT_SET),
  };
}
