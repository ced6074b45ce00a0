import { setMaxListeners } from 'node:events';
import { hasCode, KubernetesApi } from '../kubernetes/KubernetesApi';
import { ResourceType } from '../kubernetes/objects';
import { watchResource } from '../kubernetes/watchResource';
import { RecordedLine, RecordedObject } from './RecordedLine';

/** A recording in progress. */
export interface ClusterRecorder {
  lines: RecordedLine[];
  stop(): void;
}

/** Records a cluster in the form of the recordings of real Kratix. It resolves when all kinds that exist are listed. */
export async function recordCluster(options: {
  api: KubernetesApi;
  types: ResourceType[];
  wants(object: RecordedObject): boolean;
  onError(error: unknown): void;
}): Promise<ClusterRecorder> {
  const { api, types, wants, onError } = options;
  const lines: RecordedLine[] = [];
  const abort = new AbortController();
  // Each watch adds a listener to the signal.
  setMaxListeners(0, abort.signal);
  const record = async (type: ResourceType) => {
    const exists = await api.list(type).catch(error => {
      if (!hasCode(error, 404)) {
        throw error;
      }
      return undefined;
    });
    const known = new Set(
      exists?.items.map(({ metadata }) => metadata.uid ?? ''),
    );
    await new Promise<void>(resolve => {
      if (!exists) {
        resolve();
      }
      void watchResource<RecordedObject>({
        api,
        type,
        signal: abort.signal,
        onListed: resolve,
        onError,
        onEvent: (how, object) => {
          const { uid = '' } = object.metadata;
          const isFirst = how === 'listed' && known.delete(uid);
          if (wants(object)) {
            const change = how === 'deleted' ? 'DELETED' : 'MODIFIED';
            lines.push({
              t: isFirst ? 0 : 1,
              type: isFirst ? 'ADDED' : change,
              object,
            });
          }
        },
      });
    });
  };
  await Promise.all(types.map(record));
  return { lines, stop: () => abort.abort() };
}
