import { join } from 'node:path';
import { ApiServerClient } from '../apiserver/ApiServerClient';
import { findBinaries } from '../binaries/findBinaries';
import { createPlatform } from './createPlatform';
import { readEndpoints } from '../endpoints/endpointsFile';
import type { Platform } from './Platform';

/**
 * Connects to a platform that another process runs. `stop` closes the connections and leaves the platform running.
 *
 * @public
 */
export async function connectPlatform(
  endpointsFile: string,
): Promise<Platform> {
  const endpoints = await readEndpoints(endpointsFile);
  const { kubectl } = await findBinaries(endpoints.paths.binaries);
  const certs = join(endpoints.paths.stateDir, 'certs');
  const admin = await ApiServerClient.create({
    url: endpoints.apiServer.url,
    caFile: endpoints.apiServer.caFile,
    client: {
      certFile: join(certs, 'admin.crt'),
      keyFile: join(certs, 'admin.key'),
    },
  });
  return createPlatform({
    endpoints,
    kubectl,
    admin,
    stop: async () => admin.close(),
  });
}
