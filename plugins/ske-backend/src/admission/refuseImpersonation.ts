import { invalidField, SkeError } from '@kratix-portal/plugin-ske-common';
import type { Request } from 'express';

/**
 * Rejects a request with a header with which a client of an API server asks to act as another user (S19). No header of a caller is ever sent to a
 * cluster. Where the portal itself sends such headers, a caller who sends one is refused and audited.
 *
 * @throws SkeError, 400 `invalid-input`
 */
export function refuseImpersonation({
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
