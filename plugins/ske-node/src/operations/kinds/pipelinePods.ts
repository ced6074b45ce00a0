import type { JsonObject } from '@backstage/types';
import { kratixLabels } from '@kratix-portal/plugin-ske-common';
import { asObject, metadataOf } from '../../manifests';

/*
 * As the first term of a label selector, so that no other term can contain it. The API server applies all terms, and Kratix writes the label on the
 * Pods of its pipelines.
 */
const OF_A_PROMISE = new RegExp(
  `^${kratixLabels.promiseName.replaceAll('.', '\\.')}=[A-Za-z0-9][A-Za-z0-9._-]*(?:,|$)`,
);

/**
 * Whether a watch selects only Pods with the label of a Promise. Such a watch reports that the Pods change, and nothing else about them (S20): a page
 * then reads the pipelines again.
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

/** What a watch reports of a Pod: its name, its resourceVersion, and Kratix' labels. Its spec, status and annotations can hold credentials. */
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
