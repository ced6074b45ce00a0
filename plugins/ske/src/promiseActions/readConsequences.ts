import { kratixLabels } from '@kratix-portal/plugin-ske-common';
import type { KubernetesObject } from '../live';
import { objectsAt, textAt } from '../values';

/** What the Promise itself says about its deletion. */
export interface PromiseConsequences {
  /** The kind that the Promise offers. */
  kind?: string;
  /** The pipeline that runs first. Kratix runs only the first delete pipeline. */
  deletePipeline?: string;
  /** The Promises that require this Promise. */
  requiredBy: readonly string[];
  isPaused: boolean;
}

/** Reads what is deleted together with a Promise, from the Promise and from the other Promises that the user sees. */
export function readConsequences(
  promise: KubernetesObject,
  others: readonly KubernetesObject[],
): PromiseConsequences {
  const { name, labels } = promise.metadata;
  const kind = textAt(promise.spec, 'api', 'spec', 'names', 'kind');
  const [pipeline] = objectsAt(promise.spec, 'workflows', 'promise', 'delete');
  const deletePipeline = textAt(pipeline, 'metadata', 'name');
  const requiring = [
    ...objectsAt(promise.status, 'requiredBy').flatMap(
      each => textAt(each, 'promise', 'name') ?? textAt(each, 'name') ?? [],
    ),
    ...others
      .filter(({ spec }) =>
        objectsAt(spec, 'requiredPromises').some(
          each => textAt(each, 'name') === name,
        ),
      )
      .map(({ metadata }) => metadata.name),
  ];
  return {
    ...(kind !== undefined && { kind }),
    ...(deletePipeline !== undefined && { deletePipeline }),
    requiredBy: [...new Set(requiring)].sort(),
    isPaused: labels?.[kratixLabels.paused] === 'true',
  };
}
