import { readFileSync } from 'node:fs';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import type { Cluster, KubeConfig } from '@kubernetes/client-node';
import type { ServiceCredentials, TlsConfig } from './PlatformConfig';

/** How to verify the certificate of a kubeconfig's cluster. */
export function kubeconfigTls(cluster: Cluster): TlsConfig {
  const ca = textOf(cluster.caFile, cluster.caData);
  return ca
    ? { ca, skipVerify: cluster.skipTLSVerify ?? false }
    : { skipVerify: cluster.skipTLSVerify ?? false };
}

/** The credential of a kubeconfig's current user. `source` names the kubeconfig in messages. */
export function kubeconfigCredentials(
  kubeconfig: KubeConfig,
  source: string,
): ServiceCredentials {
  const user = kubeconfig.getCurrentUser();
  const cert = textOf(user?.certFile, user?.certData);
  const key = textOf(user?.keyFile, user?.keyData);
  return {
    clientCertificate: cert && key ? { cert, key } : undefined,
    // Read for each call, because tokens of exec plugins and of pods change while the backend runs. The library caches them.
    authorization: async () => {
      const options: { headers?: Record<string, string> } = { headers: {} };
      try {
        await kubeconfig.applyToHTTPSOptions(options);
      } catch (error) {
        throw new SkeError({
          code: 'idp-unavailable',
          message: `The portal could not get a credential of ${source}.`,
          hint: 'You cannot fix this yourself. Tell the people who run the portal.',
          cause: error,
        });
      }
      return options.headers?.Authorization;
    },
  };
}

function textOf(file?: string, base64?: string): string | undefined {
  if (file) {
    return readFileSync(file, 'utf8');
  }
  return base64 ? Buffer.from(base64, 'base64').toString('utf8') : undefined;
}
