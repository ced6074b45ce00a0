import type { KubernetesApi } from '@kratix-portal/kratix-stand-in';
import type { Endpoints } from '../endpoints/Endpoints';
import { until } from '../process/until';
import { passwordGrant } from './passwordGrant';

/**
 * Waits until the API server has read the discovery document of the OIDC provider, and so accepts a token of this provider.
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
    // The API server requests the discovery document every ten seconds, so the limit allows for five failures.
    await until(
      `the sign-in of ${user.username} at the API server, whose log is ${endpoints.paths.logs}/kube-apiserver.log,`,
      () => api.whoAmI(),
      { signal },
    );
  } finally {
    await api.close();
  }
}
