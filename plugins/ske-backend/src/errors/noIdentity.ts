import { SkeError } from '@kratix-portal/plugin-ske-common';
import { noIdentityMessage } from '@kratix-portal/plugin-ske-node';

/** The error for a caller who has no identity on the platform cluster. The message begins with the given reason. */
export function noIdentity(reason: string, hint: string): SkeError {
  return new SkeError({
    code: 'no-credentials',
    message: noIdentityMessage(reason),
    hint,
  });
}
