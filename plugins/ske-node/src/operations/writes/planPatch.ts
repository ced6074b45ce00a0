import type { JsonObject } from '@backstage/types';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import {
  contentOf,
  diffObjects,
  listChangedFields,
  ManagedFields,
  printPath,
  withoutRemovals,
} from '../../manifests';
import type { PlatformResponse } from '../../platform/calls/PlatformCall';
import type { WriteOptions } from '../targets/ResourceTarget';
import type { DryRuns } from './DryRuns';

/** Sends a patch for the object from which the patch was computed. */
export type SendPatch = (
  patch: JsonObject,
  options: WriteOptions,
) => Promise<PlatformResponse>;

/** A patch that the cluster accepts. */
export interface PatchPlan {
  patch: JsonObject;
  /** The object after the patch. Absent when the cluster does not support a dry run. */
  response?: PlatformResponse;
  /** Whether the cluster would restore everything that the patch changes, such as a default. */
  isUnchanged: boolean;
}

/**
 * Sends a patch as a dry run.
 *
 * The API server sets some fields itself and rejects their removal, such as the selector of a Job. These fields have no field manager. When the cluster
 * rejects the patch and accepts it without these removals, the fields stay.
 *
 * @throws SkeError, the cluster's rejection
 */
export async function planPatch(options: {
  live: JsonObject;
  wanted: JsonObject;
  send: SendPatch;
  dryRuns: DryRuns;
}): Promise<PatchPlan> {
  const { live, wanted, send, dryRuns } = options;
  const dryRun = async (patch: JsonObject): Promise<PatchPlan> => {
    const response = await dryRuns.run(how => send(patch, how));
    return {
      patch,
      response,
      isUnchanged: response !== undefined && isSameContent(live, response.body),
    };
  };
  try {
    return await dryRun(wanted);
  } catch (error) {
    const isRefused = SkeError.is(error) && error.code === 'invalid';
    const reduced = isRefused && withoutUnowned(live, wanted);
    if (!reduced) {
      throw error;
    }
    try {
      const plan = await dryRun(reduced.patch);
      dryRuns.notices.push(reduced.notice);
      return plan;
    } catch (second) {
      // The user submitted the whole patch, so the rejection of the whole patch is thrown.
      throw SkeError.is(second) && second.code === 'invalid' ? error : second;
    }
  }
}

/** @returns undefined when every field that the patch removes has a field manager */
function withoutUnowned(
  live: JsonObject,
  patch: JsonObject,
): { patch: JsonObject; notice: string } | undefined {
  const managers = ManagedFields.read(live);
  const isUnowned = (path: string[]) => managers.writersOf(path).length === 0;
  const kept = listChangedFields(live, patch).filter(
    ({ path, change }) => change === 'removed' && isUnowned(path),
  );
  if (!managers.isKnown || kept.length === 0) {
    return undefined;
  }
  const fields = kept.map(({ path }) => printPath(path)).join(', ');
  return {
    patch: withoutRemovals(patch, isUnowned) ?? {},
    notice: `The cluster keeps ${fields}, because it set this itself and does not allow its removal.`,
  };
}

/** Whether two states of an object have the same content. Metadata that the API server changes with each write is not compared. */
function isSameContent(a: JsonObject, b: JsonObject): boolean {
  return diffObjects(contentOf(a), contentOf(b)) === undefined;
}
