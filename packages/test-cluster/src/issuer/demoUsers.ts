import { createHash, timingSafeEqual } from 'node:crypto';
import type { DemoUser } from '../endpoints';

/** The user of that name, if the password is that user's. Names are compared as Keycloak does: without regard to case. */
export function authenticateUser(
  users: readonly DemoUser[],
  username: string,
  password: string,
): DemoUser | undefined {
  const user = findUser(users, username.trim());
  return user && equalSecrets(user.password, password) ? user : undefined;
}

/** The user of that name. */
export function findUser(
  users: readonly DemoUser[],
  username: string,
): DemoUser | undefined {
  const wanted = username.toLowerCase();
  return users.find(user => user.username.toLowerCase() === wanted);
}

/** Who the user is, in the names of OIDC claims; the API server reads `email` and `groups`. */
export function userClaims(user: DemoUser) {
  return {
    email: user.email,
    email_verified: true,
    groups: user.groups,
    preferred_username: user.username,
    name: user.displayName ?? user.username,
  };
}

/** Compares digests, so that neither length nor content can be told from the time that it takes. */
function equalSecrets(expected: string, actual: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(expected), digest(actual));
}
