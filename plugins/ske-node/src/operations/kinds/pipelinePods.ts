import type { JsonObject } from '@backstage/types';
import { kratixLabels } from '@kratix-portal/plugin-ske-common';
import { asObject, metadataOf } from '../../manifests';

/*
 * Matches a label selector whose first term is the label of a Promise. The position matters, because the same text inside another term would not select by this
 * label. The API server applies all terms, and Kratix writes the label on the Pods of its pipelines.
 */
const OF_A_PROMISE = new RegExp(
  `^${kratixLabels.promiseName.replaceAll('.', '\\.')}=[A-Za-z0-9][A-Za-z0-9._-]*(?:,|$)`,
);

/**
 * Whether a watch selects only Pods with the label of a Promise. Such a watch only reports that a Pod has changed (S20). A page then reads the
 * pipelines again.
 */
export function isWatchOfPipelinePods(query: {
  apiVersion: string;
  kind: string;
  labelSelector?: string;
}): boolean {
  const { apiVersion, kind, labelSelector = '' } = query;
  return (
    apiVersion === 'v1' && kind === 'Pod' && OF_A_PROMISE.test(labelSelector)
  );
}

/** The part of a Pod that a watch reports: the name, the resourceVersion, and Kratix's labels. Spec, status and annotations are left out, because they can hold credentials. */
export function toPipelinePodChange(pod: JsonObject): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp, labels } =
    metadataOf(pod);
  const ours = Object.entries(asObject(labels)).filter(([label]) =>
    label.startsWith('kratix.io/'),
  );
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...{ name, namespace, uid, resourceVersion, creationTimestamp },
      labels: Object.fromEntries(ours),
    },
  };
}
