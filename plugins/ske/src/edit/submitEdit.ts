import type { JsonObject } from '@backstage/types';
import type {
  ConfigureResult,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { isAnswerLost, toSkeError, type SkeApi } from '../api';
import { isEqual } from '../changes';
import type { KubernetesObject } from '../live';
import { toEditable, toEditManifest } from './editable';

/**
 * How an edit ended.
 *
 * - `done`: the cluster has accepted it. Without `result` no response arrived, and the object shows that the edit was written.
 * - `conflict`: the object has changed; `live` is how it is now, if it could be read.
 * - `rejected`: the cluster or the portal has rejected it.
 * - `not-done`: no response arrived, and the object has not changed.
 * - `unclear`: no response arrived, and the object does not show whether it was written.
 */
export type EditOutcome =
  | { type: 'done'; result?: ConfigureResult }
  | { type: 'conflict'; error: SkeError; live?: KubernetesObject }
  | { type: 'rejected' | 'not-done' | 'unclear'; error: SkeError };

/** An edit, and the object that it began with. */
export interface Edit {
  ref: ResourceRef;
  base: KubernetesObject;
  mine: JsonObject;
  dryRun: boolean;
}

/** An edit is sent again at most this often, even if the status is written all the time. */
const MOST_RETRIES = 3;

type Calls = Pick<SkeApi, 'configureResource' | 'getResource'>;

/**
 * Sends an edit. If only the status has changed since it began, the edit is sent again with the new resourceVersion. A write that got no response is never
 * sent again: the object is read to find out what happened.
 */
export async function submitEdit(
  api: Calls,
  { ref, base, mine, dryRun }: Edit,
): Promise<EditOutcome> {
  let { metadata } = base;
  for (let retries = 0; ; retries += 1) {
    try {
      const manifest = toEditManifest(mine, metadata);
      const result = await api.configureResource({ manifest, dryRun });
      return { type: 'done', result };
    } catch (thrown) {
      const error = toSkeError(thrown);
      if (error.code === 'conflict') {
        const live = await readObject(api, ref);
        const isSame =
          live?.metadata.uid === base.metadata.uid &&
          live.metadata.deletionTimestamp === undefined &&
          isEqual(toEditable(live), toEditable(base));
        if (!isSame || retries === MOST_RETRIES) {
          return { type: 'conflict', error, ...(live && { live }) };
        }
        metadata = live.metadata;
      } else if (!dryRun && isAnswerLost(error)) {
        return lookUp(api, { ref, base, mine, dryRun }, error);
      } else {
        return { type: 'rejected', error };
      }
    }
  }
}

async function lookUp(
  api: Calls,
  { ref, base, mine }: Edit,
  error: SkeError,
): Promise<EditOutcome> {
  const live = await readObject(api, ref);
  if (live?.metadata.uid !== base.metadata.uid) {
    return { type: 'unclear', error };
  }
  const now = toEditable(live);
  if (isEqual(now, mine)) {
    return { type: 'done' };
  }
  return {
    type: isEqual(now, toEditable(base)) ? 'not-done' : 'unclear',
    error,
  };
}

/** The object as it is now, or `undefined` if it could not be read. */
export async function readObject(
  api: Pick<SkeApi, 'getResource'>,
  ref: ResourceRef,
): Promise<KubernetesObject | undefined> {
  try {
    const { manifest } = await api.getResource(ref);
    return manifest as unknown as KubernetesObject;
  } catch {
    // An edit goes on without the object: its outcome says what is not known.
    return undefined;
  }
}
