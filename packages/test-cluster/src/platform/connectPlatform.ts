import { KubernetesApi } from '@kratix-portal/kratix-stand-in';
import { findBinaries } from '../binaries/findBinaries';
import { createPlatform } from './createPlatform';
import { readEndpoints } from '../endpoints/Endpoints';
import type { Platform } from './Platform';

/** Connects to a platform that another process runs. `stop` closes the connections and leaves the platform running. */
export async function connectPlatform(
  endpointsFile: string,
): Promise<Platform> {
  const endpoints = await readEndpoints(endpointsFile);
  const { kubectl } = await findBinaries(endpoints.paths.binaries);
  const admin = await KubernetesApi.fromKubeconfig(
    endpoints.kubeconfigs.admin,
    'test-cluster',
  );
  return createPlatform({
    endpoints,
    kubectl,
    admin,
    restartApiServer: async () => {
      throw new Error('Only the owner of a platform restarts its API server.');
    },
    stop: () => admin.close(),
  });
}
