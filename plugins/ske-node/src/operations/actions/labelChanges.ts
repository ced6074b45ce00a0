import type { JsonObject } from '@backstage/types';
import {
  kratixLabels,
  ResourceActionName,
} from '@kratix-portal/plugin-ske-common';

/**
 * Returns the changes of labels that make Kratix run an action: https://docs.kratix.io/main/reference/resources/workflows
 *
 * @returns the changes as a merge patch, where `null` removes a label; empty when there is nothing to change
 */
export function labelChanges(
  action: ResourceActionName,
  labels: JsonObject,
): Record<string, 'true' | null> {
  switch (action) {
    case 'reconcile':
      // Kratix removes the label when it starts the run. While the object has the label, a second request would change nothing.
      return setting(kratixLabels.manualReconciliation, labels);
    case 'pause':
      return setting(kratixLabels.paused, labels);
    default:
      return Object.fromEntries(
        [kratixLabels.paused, kratixLabels.workflowSuspended]
          .filter(label => Object.hasOwn(labels, label))
          .map(label => [label, null]),
      );
  }
}

function setting(label: string, labels: JsonObject): Record<string, 'true'> {
  return labels[label] === 'true' ? {} : { [label]: 'true' };
}
