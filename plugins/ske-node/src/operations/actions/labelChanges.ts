import type { JsonObject } from '@backstage/types';
import {
  kratixLabels,
  ResourceActionName,
} from '@kratix-portal/plugin-ske-common';

/**
 * The labels by which people have Kratix do something: https://docs.kratix.io/main/reference/resources/workflows
 *
 * @returns what to change; empty when it is so already. `null` removes, as in a merge patch.
 */
export function labelChanges(
  action: ResourceActionName,
  labels: JsonObject,
): Record<string, 'true' | null> {
  switch (action) {
    case 'reconcile':
      // Kratix removes it when it begins. Still there: it has not begun, and asking twice is asking once.
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
