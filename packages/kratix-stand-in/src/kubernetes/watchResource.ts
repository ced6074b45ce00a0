import { setTimeout as delay } from 'node:timers/promises';
import { hasCode, KubernetesApi, KubernetesApiError } from './KubernetesApi';
import { KubernetesObject, ResourceType } from './objects';

/** What a watch reports. `listed` comes for each object of a list: at the start, and again when the watch had to start over. */
export type WatchEvent<T> = {
  type: 'listed' | 'changed' | 'deleted';
  object: T;
};

/** Waits, but not past the signal. */
export async function pause(milliseconds: number, signal?: AbortSignal) {
  try {
    await delay(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal?.aborted) {
      throw error;
    }
  }
}

/**
 * Lists and watches a collection until the signal aborts. A watch that ends is taken up where it stood; one that the server calls too old (410)
 * or that fails is listed anew. A kind that does not exist (yet, or any more) is asked for again and again.
 */
export async function watchResource<T extends KubernetesObject>(options: {
  api: KubernetesApi;
  type: ResourceType;
  labels?: Record<string, string>;
  signal: AbortSignal;
  onEvent(event: WatchEvent<T>): void;
  /** Told of what made the watch start over, but for the ordinary reasons: 404, 410 and 429. */
  onError(error: unknown): void;
}): Promise<void> {
  const { api, type, labels, signal, onEvent, onError } = options;
  const retryMilliseconds = 200;
  while (!signal.aborted) {
    try {
      const list = await api.list<T>(type, { labels });
      for (const object of list.items) {
        onEvent({ type: 'listed', object });
      }
      let resourceVersion = list.metadata.resourceVersion;
      while (!signal.aborted) {
        for await (const line of api.watch(type, resourceVersion, {
          labels,
          signal,
        })) {
          if (line.type === 'ERROR') {
            throw new KubernetesApiError('watch', line.object.code ?? 500, {
              message: line.object.message,
            });
          }
          resourceVersion =
            line.object.metadata.resourceVersion ?? resourceVersion;
          if (line.type === 'BOOKMARK') {
            continue;
          }
          const changed = line.type === 'DELETED' ? 'deleted' : 'changed';
          onEvent({
            type: changed,
            object: line.object as KubernetesObject as T,
          });
        }
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (!hasCode(error, 404, 410, 429)) {
        onError(error);
      }
      await pause(retryMilliseconds, signal);
    }
  }
}
