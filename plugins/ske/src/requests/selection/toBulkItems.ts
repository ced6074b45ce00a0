import { isLabelSet, kratixLabels } from '@kratix-portal/plugin-ske-common';
import type { BulkItem } from '../../bulkActions';
import type { KubernetesObject } from '../../live';
import { textAt } from '../../values';
import type { RequestRow } from '../rows';

/** Reads what an action needs to know about the selected requests. */
export function toBulkItems(
  rows: readonly RequestRow[],
  promises: readonly KubernetesObject[],
): BulkItem[] {
  const paused = new Set(
    promises
      .filter(({ metadata }) =>
        isLabelSet(metadata.labels, kratixLabels.paused),
      )
      .map(({ metadata }) => metadata.name),
  );
  return rows.map(({ id, ref, object, promise, version, upgradeTo }) => {
    // A request that follows the newest version is upgraded by Kratix. An upgrade to a chosen version would end that.
    const follows =
      textAt(object.status, 'resourceBindingVersion') === 'latest';
    return {
      id,
      ref,
      object,
      promise,
      isPromisePaused: paused.has(promise),
      hasVersion: version !== undefined,
      ...(upgradeTo !== undefined && !follows && { upgradeTo }),
    };
  });
}
