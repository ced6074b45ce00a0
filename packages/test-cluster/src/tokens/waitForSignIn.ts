import { setTimeout as delay } from 'node:timers/promises';
import type { ApiServerClient } from '../apiserver/ApiServerClient';
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
  admin: ApiServerClient;
  signal: AbortSignal;
}): Promise<void> {
  const { endpoints, admin, signal } = options;
  const [user] = endpoints.users;
  if (!user) {
    return;
  }
  const token = await passwordGrant(endpoints.oidcProvider, user);
  const deadline = Date.now() + TIMEOUT_MILLISECONDS;
  for (;;) {
    const { status } = await admin.send({
      method: 'POST',
      path: '/apis/authentication.k8s.io/v1/selfsubjectreviews',
      body: {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'SelfSubjectReview',
      },
      token,
      signal,
    });
    if (status === 201) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(
        `the API server returned status ${status} for a token of ${user.username} for ${TIMEOUT_MILLISECONDS / 1000} s; the reason is in ${endpoints.paths.logs}/kube-apiserver.log`,
      );
    }
    await delay(POLL_MILLISECONDS, undefined, { signal });
  }
}
