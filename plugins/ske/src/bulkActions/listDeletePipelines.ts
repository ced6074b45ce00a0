import type { KubernetesObject } from '../live';
import { objectsAt, textAt } from '../values';
import type { BulkItem } from './BulkItem';

/** The delete pipelines of many requests. */
export interface DeletePipelines {
  /** The delete pipeline of each Promise, with the number of requests for which it runs. */
  readonly pipelines: readonly {
    promise: string;
    pipeline: string;
    count: number;
  }[];
  /** The number of requests without a delete pipeline. */
  readonly without: number;
  /** The number of requests whose Promise the user may not see. */
  readonly unknown: number;
}

/** Reads which delete pipelines run before requests are deleted. Kratix runs only the first delete pipeline of a Promise, and none for a request that it has not picked up. */
export function listDeletePipelines(
  items: readonly BulkItem[],
  promises: readonly KubernetesObject[],
): DeletePipelines {
  const byName = new Map(promises.map(each => [each.metadata.name, each]));
  const pipelines = new Map<
    string,
    { promise: string; pipeline: string; count: number }
  >();
  let without = 0;
  let unknown = 0;
  for (const { promise } of items) {
    const found = promise === undefined ? undefined : byName.get(promise);
    const [pipeline] = objectsAt(
      found?.spec,
      'workflows',
      'resource',
      'delete',
    );
    if (promise !== undefined && !found) {
      unknown += 1;
    } else if (promise === undefined || !pipeline) {
      without += 1;
    } else {
      const entry = pipelines.get(promise) ?? {
        promise,
        pipeline: textAt(pipeline, 'metadata', 'name') ?? '?',
        count: 0,
      };
      pipelines.set(promise, { ...entry, count: entry.count + 1 });
    }
  }
  return {
    pipelines: [...pipelines.values()].sort((one, other) =>
      one.promise.localeCompare(other.promise),
    ),
    without,
    unknown,
  };
}
