import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { KubernetesApi } from '@kratix-portal/kratix-stand-in';
import { readAuditLog } from '../apiserver/readAuditLog';
import type { Endpoints } from '../endpoints/Endpoints';
import { PlatformError } from '../errors/PlatformError';
import { runKubectl } from '../kubeconfig/runKubectl';
import type { Platform } from './Platform';
import { passwordGrant } from '../tokens/passwordGrant';

/** Creates the handle of a running platform. */
export async function createPlatform(options: {
  endpoints: Endpoints;
  kubectl: string;
  admin: KubernetesApi;
  restartApiServer: () => Promise<void>;
  stop: () => Promise<void>;
}): Promise<Platform> {
  const { endpoints, kubectl, admin } = options;
  await access(endpoints.kubeconfigs.admin);
  const unknown = (username: string) =>
    new PlatformError(
      'unknown-user',
      `${username} is not a user of this platform; its users are ${endpoints.users
        .map(user => user.username)
        .join(', ')}`,
    );
  return {
    endpoints,
    accessToken: async username => {
      const user = endpoints.users.find(each => each.username === username);
      if (!user) {
        throw unknown(username);
      }
      return passwordGrant(endpoints.oidcProvider, user);
    },
    kubectl: async (args, { as, input } = {}) => {
      const kubeconfig =
        as === undefined
          ? endpoints.kubeconfigs.admin
          : endpoints.kubeconfigs.users[as];
      if (kubeconfig === undefined) {
        throw unknown(as ?? 'admin');
      }
      return runKubectl({
        kubectl,
        kubeconfig,
        cacheDir: join(endpoints.paths.stateDir, 'kubectl-cache'),
        args,
        input,
      });
    },
    readAuditLog: () => readAuditLog(endpoints.paths.auditLog, admin),
    restartApiServer: options.restartApiServer,
    stop: options.stop,
  };
}
