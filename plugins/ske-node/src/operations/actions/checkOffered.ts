import { ResourceRef, SkeError } from '@kratix-portal/plugin-ske-common';
import { knownKinds } from '../kinds/knownKinds';
import { offersKind } from '../kinds/promiseKind';
import type { Operation } from '../operation/Operation';
import { checkPickedUp, KratixObject } from './kratixObject';

const MOST_PROMISES = 1_000;

/**
 * Rejects an object that no Promise offers. A request that Kratix has not picked up is accepted: if it was created while its Promise was
 * paused, Kratix picks it up only after it gets the label for a rerun. A label that pauses it has its effect when Kratix picks it up.
 *
 * @throws SkeError `conflict` when no Promise offers the kind, or when the caller may not list Promises, so that this cannot be checked
 */
export async function checkOffered(
  ref: ResourceRef,
  object: KratixObject,
  operation: Operation,
): Promise<void> {
  if (object.promise !== undefined) {
    return;
  }
  try {
    const promises = await operation.allOf(knownKinds.promise);
    const { items } = await promises.listUpTo(MOST_PROMISES, {});
    if (items.some(promise => offersKind(promise, ref))) {
      return;
    }
  } catch (error) {
    if (!SkeError.is(error) || error.code !== 'forbidden') {
      throw error;
    }
  }
  checkPickedUp(ref, object);
}
