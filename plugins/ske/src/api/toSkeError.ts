import { SkeError } from '@kratix-portal/plugin-ske-common';

/** Returns the error of a call. Anything else that was thrown is a bug of the portal; it is the `cause`, and its text is not shown. */
export function toSkeError(thrown: unknown): SkeError {
  return SkeError.is(thrown)
    ? thrown
    : new SkeError({
        code: 'internal',
        message: 'The portal did not expect this error.',
        cause: thrown,
      });
}
