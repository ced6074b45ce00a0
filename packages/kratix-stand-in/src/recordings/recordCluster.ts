import { KubernetesApi } from '../kubernetes/KubernetesApi';
import { ResourceType } from '../kubernetes/objects';
import { watchResource } from '../kubernetes/watchResource';
import { RecordedLine, RecordedObject } from './recording';

/** A recording that is being made. */
export interface ClusterRecorder {
  lines: RecordedLine[];
  stop(): void;
}

/**
 * Records a cluster as the recordings of real Kratix were made: what is there, then each change. It resolves when all of what is there has been
 * seen. `wants` leaves out what belongs to somebody else.
 */
export async function recordCluster(options: {
  api: KubernetesApi;
  types: ResourceType[];
  wants(object: RecordedObject): boolean;
}): Promise<ClusterRecorder> {
  const { api, types, wants } = options;
  const lines: RecordedLine[] = [];
  const abort = new AbortController();
  const start = Date.now();
  const seen = new Set<string>();
  await Promise.all(
    types.map(async type => {
      // The watch lists again by itself; this list only tells when that one is complete.
      const { items } = await api.list<RecordedObject>(type);
      const missing = new Set(items.map(({ metadata }) => metadata.uid));
      await new Promise<void>((resolve, reject) => {
        if (!missing.size) {
          resolve();
        }
        watchResource<RecordedObject>({
          api,
          type,
          signal: abort.signal,
          onError: reject,
          onEvent: ({ type: how, object }) => {
            missing.delete(object.metadata.uid);
            if (!missing.size) {
              resolve();
            }
            if (!wants(object)) {
              return;
            }
            const uid = object.metadata.uid ?? '';
            const isNew = !seen.has(uid);
            seen.add(uid);
            const change = isNew ? 'ADDED' : 'MODIFIED';
            lines.push({
              t: how === 'listed' ? 0 : Date.now() - start,
              type: how === 'deleted' ? 'DELETED' : change,
              object,
            });
          },
        }).catch(reject);
      });
    }),
  );
  return { lines, stop: () => abort.abort() };
}
