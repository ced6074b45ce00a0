import { SkeError } from '@kratix-portal/plugin-ske-common';

/** The error for a caller who has no identity on the platform cluster. The message begins with the given reason. */
export function noIdentity(reason: string, hint: string): SkeError {
  return new SkeError({
    code: 'no-credentials',
    message: `${reason}, so there is no identity to act with on the platform cluster.`,
    hint,
  });
}
