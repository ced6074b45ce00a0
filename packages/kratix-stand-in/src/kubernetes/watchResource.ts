import { setTimeout as delay } from 'node:timers/promises';
import { hasCode, KubernetesApi, KubernetesApiError } from './KubernetesApi';
import { KubernetesObject, ResourceType } from './objects';

/** The change of an object. `listed` is reported for each object of a list: at the start, and whenever the watch had to relist. */
export type WatchEventType = 'listed' | 'changed' | 'deleted';

const retryMilliseconds = 200;

/** Waits until the time has passed or the signal aborts. */
export async function pause(milliseconds: number, signal?: AbortSignal) {
  await delay(milliseconds, undefined, { signal }).catch(error => {
    if (!signal?.aborted) {
      throw error;
    }
  });
}

/**
 * Lists and watches a collection until the signal aborts. It continues a watch that ended, and relists when the API server reports 410 or the watch
 * fails. It retries as long as the kind does not exist.
 */
export async function watchResource<T extends KubernetesObject>(options: {
  api: KubernetesApi;
  type: ResourceType;
  labels?: Record<string, string>;
  signal: AbortSignal;
  onEvent(type: WatchEventType, object: T): void;
  /** Called when the first list is complete. */
  onListed?(): void;
  /** Called with each error that leads to a relist, except 404, 410 and 429. */
  onError(error: unknown): void;
}): Promise<void> {
  const { api, type, labels, signal, onEvent, onError } = options;
  while (!signal.aborted) {
    try {
      const list = await api.list<T>(type, { labels });
      list.items.forEach(object => onEvent('listed', object));
      options.onListed?.();
      let { resourceVersion } = list.metadata;
      while (!signal.aborted) {
        const lines = api.watch(type, resourceVersion, { labels, signal });
        for await (const line of lines) {
          const { object } = line;
          if (line.type === 'ERROR') {
            const { code = 500, message = '' } = object;
            throw new KubernetesApiError('watch', code, message);
          }
          resourceVersion = object.metadata.resourceVersion ?? resourceVersion;
          if (line.type !== 'BOOKMARK') {
            const change = line.type === 'DELETED' ? 'deleted' : 'changed';
            onEvent(change, object as KubernetesObject as T);
          }
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
