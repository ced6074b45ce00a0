import type { JsonObject } from '@backstage/types';
import {
  describeResourceRef,
  ResourceRef,
  SkeError,
} from '@kratix-portal/plugin-ske-common';
import { knownKinds } from '../kinds/knownKinds';
import { offersKind } from '../kinds/promiseKind';
import type { Operation } from '../operation/Operation';
import type { KratixObject } from './kratixObject';

const MOST_PROMISES = 1_000;

/**
 * Rejects an object that no Promise offers. A request that Kratix has not picked up is accepted, because a request that was created while its
 * Promise was paused needs the label for a rerun before Kratix picks it up. A label that pauses the request takes effect when Kratix picks the request up.
 *
 * For callers who may not list Promises, only RBAC applies, as for the other actions.
 *
 * @throws SkeError `conflict` when no Promise offers the kind
 */
export async function checkOffered(
  ref: ResourceRef,
  object: KratixObject,
  operation: Operation,
): Promise<void> {
  if (object.promise !== undefined) {
    return;
  }
  let promises: JsonObject[];
  try {
    const target = await operation.allOf(knownKinds.promise);
    ({ items: promises } = await target.listUpTo(MOST_PROMISES, {}));
  } catch (error) {
    if (SkeError.is(error) && error.code === 'forbidden') {
      return;
    }
    throw error;
  }
  if (!promises.some(promise => offersKind(promise, ref))) {
    throw new SkeError({
      code: 'conflict',
      message: `${describeResourceRef(ref)} is not a resource request: no Promise offers its kind. Nothing was written.`,
      hint: 'If its Promise was installed just now, try again in a moment.',
    });
  }
}
