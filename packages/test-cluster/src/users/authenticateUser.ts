import { createHash, timingSafeEqual } from 'node:crypto';
import type { DemoUser } from './DemoUser';

/** Returns the user if the password is right. Names are compared case-insensitively, as in Keycloak. */
export function authenticateUser(
  users: readonly DemoUser[],
  credentials: { username: string; password: string },
): DemoUser | undefined {
  const user = findUser(users, credentials.username.trim());
  return user && equalSecrets(user.password, credentials.password)
    ? user
    : undefined;
}

/** Finds a user by name. */
export function findUser(
  users: readonly DemoUser[],
  username: string,
): DemoUser | undefined {
  const wanted = username.toLowerCase();
  return users.find(user => user.username.toLowerCase() === wanted);
}

/** The OIDC claims of a user. The API server reads `email` and `groups`. */
export function userClaims(user: DemoUser) {
  return {
    email: user.email,
    email_verified: true,
    groups: user.groups,
    preferred_username: user.username,
    name: user.displayName ?? user.username,
  };
}

/** Compares the digests of two texts, so that the duration of the comparison reveals neither the length nor the content of a text. */
function equalSecrets(expected: string, actual: string): boolean {
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(expected), digest(actual));
}
