import { setTimeout as delay } from 'node:timers/promises';
import type { ApiServerClient } from '../apiserver/ApiServerClient';
import type { Endpoints } from '../endpoints';
import { passwordGrant } from './passwordGrant';

const POLL_MILLISECONDS = 100;
/** The API server looks for its issuer every ten seconds: three misses are a failure. */
const TIMEOUT_MILLISECONDS = 30_000;

/**
 * Waits until the API server takes a token of the issuer: it has then read the issuer's discovery document. With no users
 * there is nobody to wait for.
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
  const token = await passwordGrant(endpoints.issuer, user);
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
        `the API server answered ${status} to a token of ${user.username} for ${TIMEOUT_MILLISECONDS / 1000} s; the reason is in ${endpoints.paths.logs}/kube-apiserver.log`,
      );
    }
    await delay(POLL_MILLISECONDS, undefined, { signal });
  }
}
