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
import type { PlatformAnswer } from '../../platform/calls/PlatformCall';
import type { ResourceTarget } from '../targets/ResourceTarget';
import type { DryRuns } from './DryRuns';

/** A patch that the cluster would take. */
export interface PatchPlan {
  patch: JsonObject;
  /** What the object would be; absent where the cluster cannot tell beforehand. */
  answer?: PlatformAnswer;
  /** The cluster puts back all that the patch changes, such as a default. */
  isUnchanged: boolean;
}

/**
 * Plays a patch through.
 *
 * Some fields that no manifest has are the API server's own, and it lets no one remove them: the selector of a Job, say. They have no field manager. Where
 * the cluster refuses the patch and would take it without their removal, they stay.
 *
 * @throws SkeError, the cluster's refusal
 */
export async function planPatch(options: {
  live: JsonObject;
  wanted: JsonObject;
  target: ResourceTarget;
  dryRuns: DryRuns;
}): Promise<PatchPlan> {
  const { live, wanted, target, dryRuns } = options;
  const play = async (patch: JsonObject): Promise<PatchPlan> => {
    const answer = await dryRuns.run(how =>
      target.mergePatch(patch, live, how),
    );
    return {
      patch,
      answer,
      isUnchanged: answer !== undefined && isSameContent(live, answer.body),
    };
  };
  try {
    return await play(wanted);
  } catch (error) {
    const isRefused = SkeError.is(error) && error.code === 'invalid';
    const reduced = isRefused && withoutUnowned(live, wanted);
    if (!reduced) {
      throw error;
    }
    try {
      const plan = await play(reduced.patch);
      dryRuns.notices.push(reduced.notice);
      return plan;
    } catch (second) {
      // What the user asked for was the whole patch, so it is its refusal that helps.
      throw SkeError.is(second) && second.code === 'invalid' ? error : second;
    }
  }
}

/** @returns undefined when every field that the patch removes was written by someone */
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
    notice: `The cluster keeps ${fields}: it set this itself, and lets no one remove it.`,
  };
}

/** Whether two states of an object differ in nothing that anyone wrote. */
function isSameContent(a: JsonObject, b: JsonObject): boolean {
  return diffObjects(contentOf(a), contentOf(b)) === undefined;
}
