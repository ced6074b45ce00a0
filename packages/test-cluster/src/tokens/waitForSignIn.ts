import { setTimeout as delay } from 'node:timers/promises';
import type { KubernetesApi } from '@kratix-portal/kratix-stand-in';
import type { Endpoints } from '../endpoints/Endpoints';
import { passwordGrant } from './passwordGrant';

const POLL_MILLISECONDS = 100;
/** The API server requests the discovery document every ten seconds, so it can fail six times. */
const TIMEOUT_MILLISECONDS = 60_000;

/**
 * Waits until the API server accepts a token of the OIDC provider, which it does after it has read the discovery document.
 * Returns at once when there are no users.
 */
export async function waitForSignIn(options: {
  endpoints: Endpoints;
  admin: KubernetesApi;
  signal: AbortSignal;
}): Promise<void> {
  const { endpoints, admin, signal } = options;
  const [user] = endpoints.users;
  if (!user) {
    return;
  }
  const token = await passwordGrant(endpoints.oidcProvider, user);
  const api = await admin.as({ name: user.username, token });
  try {
    const deadline = Date.now() + TIMEOUT_MILLISECONDS;
    while (!(await api.whoAmI())) {
      if (Date.now() > deadline) {
        throw new Error(
          `the API server rejected a token of ${user.username} for ${TIMEOUT_MILLISECONDS / 1000} s; the reason is in ${endpoints.paths.logs}/kube-apiserver.log`,
        );
      }
      await delay(POLL_MILLISECONDS, undefined, { signal });
    }
  } finally {
    await api.close();
  }
}
