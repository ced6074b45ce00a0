import { writeFile } from 'node:fs/promises';
import { stringify } from 'yaml';
import {
  ApiServerAccess,
  KubernetesApi,
  resourceTypes,
  systemNamespace,
} from '@kratix-portal/kratix-stand-in';

/** Kratix's own controller runs under this name. */
const accountName = 'kratix-platform-controller-manager';
/** Longer than any demo; the account goes with the platform. */
const tokenSeconds = 365 * 24 * 60 * 60;

/**
 * Gives the stand-in an identity of its own, the ServiceAccount under which the Kratix controller would run, so that audit log and
 * `managedFields` tell it from people. Returns the path of its kubeconfig, readable by the owner only.
 */
export async function writeStandInKubeconfig(options: {
  api: KubernetesApi;
  access: ApiServerAccess;
  file: string;
}): Promise<string> {
  const { api, access, file } = options;
  const key = { namespace: systemNamespace, name: accountName };
  await api.ensure(resourceTypes.serviceAccount, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: key,
  });
  const apiGroup = 'rbac.authorization.k8s.io';
  // It grants what Promises' pipelines ask for, so it may do everything, as the real one nearly may.
  const binding = {
    apiVersion: `${apiGroup}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'kratix-stand-in' },
    roleRef: { apiGroup, kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ kind: 'ServiceAccount', ...key }],
  };
  await api.ensure(resourceTypes.clusterRoleBinding, binding);
  const token = await api.createToken(key, tokenSeconds);
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'platform',
    contexts: [
      { name: 'platform', context: { cluster: 'platform', user: accountName } },
    ],
    clusters: [
      {
        name: 'platform',
        cluster: {
          server: access.server,
          ...(access.ca
            ? {
                'certificate-authority-data': Buffer.from(access.ca).toString(
                  'base64',
                ),
              }
            : {}),
        },
      },
    ],
    users: [{ name: accountName, user: { token } }],
  };
  await writeFile(file, stringify(kubeconfig), { mode: 0o600 });
  return file;
}
