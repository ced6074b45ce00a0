import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { Admission } from '../limits';

// The types of Express declare this namespace for such additions.
declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace Express {
    interface Locals {
      /** Set by `startRequest`. */
      requestId: string;
      /** Set by the admission middleware once the caller's Backstage token is verified. */
      credentials?: BackstageCredentials<BackstageUserPrincipal>;
      /** Set by the admission middleware once the request is within its user's quota. */
      admission?: Admission;
    }
  }
}

/** Reads a value that the admission middleware sets. A route that is not behind the middleware fails. */
export function readAdmitted<Key extends 'credentials' | 'admission'>(
  res: { locals: Express.Locals },
  key: Key,
): NonNullable<Express.Locals[Key]> {
  const value = res.locals[key];
  if (value === undefined) {
    throw new Error(
      `res.locals.${key} is not set: this route is not behind the admission middleware.`,
    );
  }
  return value;
}
