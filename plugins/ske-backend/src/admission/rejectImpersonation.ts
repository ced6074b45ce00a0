import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';
import type { Request } from 'express';

/**
 * Rejects a request that has one of the headers with which a client of an API server asks to act as another user (S19). The portal never forwards headers of a
 * caller to a cluster. If the portal itself sends such headers, a caller who sends one gets a 400, and the rejection is audited.
 *
 * @throws SkeError, 400 `invalid-input`
 */
export function rejectImpersonation({
  headers,
}: Pick<Request, 'headers'>): void {
  const name = Object.keys(headers).find(each =>
    each.startsWith('impersonate-'),
  );
  if (name !== undefined) {
    throw SkeError.invalidInput([
      invalidField(
        `The header ${name}`,
        'is not accepted: the portal acts only for the signed-in user',
      ),
    ]);
  }
}
