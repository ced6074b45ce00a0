import {
  SkeError,
  type SkeErrorOptions,
} from '@kratix-portal/plugin-ske-common';

type Details = Pick<SkeErrorOptions, 'detail' | 'causes' | 'cause'>;

/**
 * The error if the object was created again, or was changed, since the caller looked at it.
 *
 * @param message - names the object, and says what was not done
 */
export function seenStateIsOld(message: string, details?: Details): SkeError {
  return new SkeError({
    code: 'conflict',
    message,
    hint: 'Look at its current state, then try again.',
    ...details,
  });
}

/** The error if another object now has the name of the object that the caller looked at. */
export function notTheObjectSeen(
  object: string,
  what: string,
  details?: Details,
): SkeError {
  return seenStateIsOld(
    `${object} is not the object that you looked at: it was ${what}`,
    details,
  );
}

/** The error if another writer changed the object first. */
export function changedMeanwhile(object: string, details: Details): SkeError {
  return new SkeError({
    code: 'conflict',
    message: `${object} was changed by someone else in the meantime; nothing was written.`,
    hint: 'Look at its current version, and try again.',
    ...details,
  });
}
